package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatRequestTest {
  private static ChatRequest parse(String body) throws ChatRequest.Invalid {
    return ChatRequest.parse(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void asksForLittle() throws Exception {
    assertThat(parse("{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":null}"))
        .isEqualTo(new ChatRequest(false, false, Integer.MAX_VALUE, 2, "Hello"));
  }

  @Test
  void asksForAll() throws Exception {
    assertThat(
            parse(
                """
                {"model":"m","messages":[{"role":"system","content":"Be kind"},
                 {"role":"user","content":[{"type":"text","text":"Hi"}]}],"temperature":0.5,
                 "stream":true,"stream_options":{"include_usage":true},
                 "max_tokens":7,"max_completion_tokens":5}"""))
        .isEqualTo(new ChatRequest(true, true, 5, 9, "[{\"type\":\"text\",\"text\":\"Hi\"}]"));
  }

  @ParameterizedTest
  @CsvSource({
    "user first user second, second",
    "user first assistant second, first",
    "system first assistant second, first",
  })
  void thePromptIsWhatTheUserSaysLast(String said, String prompt) throws Exception {
    String messages =
        said.replaceAll("(\\w+) (\\w+) ?", "{\"role\":\"$1\",\"content\":\"$2\"},")
            .replaceAll(",$", "");
    assertThat(parse("{\"messages\":[" + messages + "]}").prompt()).isEqualTo(prompt);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "``; 'messages'",
        "{; not valid JSON",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]} {; not valid JSON",
        "[]; 'messages'",
        "{\"messages\":[]}; 'messages'",
        "{\"messages\":\"Hello\"}; 'messages'",
        "{\"messages\":[{\"role\":\"user\"}]}; a role and a content",
        "{\"messages\":[{\"content\":\"x\"}]}; a role and a content",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":\"yes\"}; 'stream'",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":0}; 'max_tokens'",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":1.5}; 'max_tokens'",
      })
  void isRefusedWithItsReason(String body, String reason) {
    assertThatThrownBy(() -> parse(body))
        .isInstanceOf(ChatRequest.Invalid.class)
        .hasMessageContaining(reason);
  }
}
