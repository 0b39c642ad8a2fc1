package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.record.Chats;
import tidemark.record.Response;

class ShortenedResponsesTest {
  private final List<Response> kept = new ArrayList<>();

  private Response shortened(String text, int maxChars) {
    List<String> went = new ArrayList<>();
    new ShortenedResponses(
            (response, then) -> {
              kept.add(response);
              then.run();
            },
            maxChars)
        .append(Chats.response(Chats.json(0, 1), text), () -> went.add("on"));
    assertThat(went).containsExactly("on");
    return kept.get(kept.size() - 1);
  }

  @ParameterizedTest
  @CsvSource({"5, tides, false", "4, tide, true", "0, '', true"})
  void noMoreIsKept(int maxChars, String text, boolean truncated) {
    Response response = shortened("tides", maxChars);
    assertThat(response.text()).isEqualTo(text);
    assertThat(response.truncated()).isEqualTo(truncated);
    assertThat(response.model()).isEqualTo("tide-1");
  }

  @Test
  void noHalfCharacterIsKept() {
    assertThat(shortened("a\ud83c\udf0ab", 2).text()).isEqualTo("a");
    assertThat(shortened("a\ud83c\udf0ab", 3).text()).isEqualTo("a\ud83c\udf0a");
  }
}
