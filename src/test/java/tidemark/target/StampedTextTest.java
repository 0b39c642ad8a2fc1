package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StampedTextTest {
  private static final ChatRequest PLAIN =
      new ChatRequest(true, false, Integer.MAX_VALUE, 2, "Hello");

  private final ChatText text = new ChatText("some words", "model", 1_700_000_000);

  @Test
  void theFirstTokenSaysWhenTheRequestWasReadAndEachOneWhenItIsWritten() throws Exception {
    long read = System.nanoTime();
    ChatText stamped = new StampedText(text, read);
    List<Long> first = times(delta(stamped.token(0).toString()));
    List<Long> second = times(delta(stamped.token(1).toString()));

    assertThat(first).hasSize(2).startsWith(read);
    assertThat(second).hasSize(1);
    assertThat(first.get(1)).isBetween(read, second.get(0));
    assertThat(second.get(0)).isBetween(first.get(1), System.nanoTime());
  }

  @Test
  void anAnswerSaysTheSameAtOnce() throws Exception {
    long read = System.nanoTime();
    JsonNode answer = json(new StampedText(text, read).answer(PLAIN, 2, "c-1").toString());
    List<Long> times = times(answer.at("/choices/0/message/content").textValue());

    assertThat(times).hasSize(3).startsWith(read).isSorted();
    assertThat(times.get(2)).isBetween(read, System.nanoTime());
  }

  @Test
  void whatIsNoTokenIsTheSame() {
    ChatText stamped = new StampedText(text, 0);

    assertThat(stamped.role()).isEqualTo(text.role());
    assertThat(stamped.end(PLAIN, 2)).isEqualTo(text.end(PLAIN, 2));
  }

  private static String delta(String event) throws Exception {
    return json(event.substring("data: ".length())).at("/choices/0/delta/content").textValue();
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  private static List<Long> times(String content) {
    return Arrays.stream(content.strip().split(" ")).map(Long::valueOf).toList();
  }
}
