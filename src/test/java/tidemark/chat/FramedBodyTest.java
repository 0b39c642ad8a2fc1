package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FramedBodyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ChatBody BODY =
      new FramedBody(
          List.of(
              BodyPart.text("{\"stream\":false,\"a\":\""),
              BodyPart.PROMPT,
              BodyPart.text("\",\"said\":["),
              BodyPart.HISTORY,
              BodyPart.text("0]}")),
          List.of(
              BodyPart.text("{\"stream\":true,\"a\":\""),
              BodyPart.PROMPT,
              BodyPart.text("\",\"b\":\""),
              BodyPart.PROMPT,
              BodyPart.text(" \u00fc\"}")));

  /** Control characters, quotes, and halves of surrogate pairs among them. */
  @Provide
  static Arbitrary<String> prompts() {
    return Arbitraries.strings()
        .withChars('"', '\\', '\n', '\r', '\t', '\0', '\u001f', '\u2028', '$', '{', '}', 'a')
        .withCharRange('\ud7ff', '\ue000')
        .all()
        .ofMaxLength(20);
  }

  @Property
  void everyPromptSurvives(@ForAll("prompts") String prompt) throws IOException {
    JsonNode whole = JSON.readTree(BODY.of(prompt, false));
    JsonNode streamed = JSON.readTree(BODY.of(prompt, true));

    assertThat(whole.get("a").textValue()).isEqualTo(prompt);
    assertThat(whole.get("said")).hasSize(1);
    assertThat(streamed)
        .isEqualTo(
            JSON.createObjectNode()
                .put("stream", true)
                .put("a", prompt)
                .put("b", prompt + " \u00fc"));
  }

  @Property(tries = 200)
  void everyHistorySurvives(@ForAll("prompts") String question, @ForAll("prompts") String answer)
      throws IOException {
    Conversation once = Conversation.NEW.with(question, answer).orElseThrow();
    Conversation twice = once.with(answer, question).orElseThrow();
    JsonNode said = JSON.readTree(BODY.of(twice.json(), "", false)).get("said");

    assertThat(said.findValuesAsText("role"))
        .containsExactly("user", "assistant", "user", "assistant");
    assertThat(said.findValuesAsText("content"))
        .containsExactly(question, answer, answer, question);
    assertThat(twice.turns()).isEqualTo(2);
  }

  @Test
  void aConversationThatIsTooLongIsOver() {
    String half = "x".repeat(Conversation.MAX_BYTES / 2);
    Conversation once = Conversation.NEW.with("Hi", half).orElseThrow();

    assertThat(once.with("Hi", half)).isEmpty();
    assertThat(once.with("Hi", "Ho")).isPresent();
  }
}
