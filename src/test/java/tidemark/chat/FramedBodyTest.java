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

class FramedBodyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ChatBody BODY =
      new FramedBody(
          parts("{\"stream\":false,\"a\":\"", "\"}"),
          parts("{\"stream\":true,\"a\":\"", "\",\"b\":\"", " \u00fc\"}"));

  private static List<byte[]> parts(String... parts) {
    return List.of(parts).stream().map(FramedBody::utf8).toList();
  }

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

    assertThat(whole).isEqualTo(JSON.createObjectNode().put("stream", false).put("a", prompt));
    assertThat(streamed)
        .isEqualTo(
            JSON.createObjectNode()
                .put("stream", true)
                .put("a", prompt)
                .put("b", prompt + " \u00fc"));
  }
}
