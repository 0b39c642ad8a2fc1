package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChatTextTest {
  private static final ChatRequest PLAIN =
      new ChatRequest(true, false, Integer.MAX_VALUE, 2, "Hello");
  private static final ChatRequest WITH_USAGE =
      new ChatRequest(true, true, Integer.MAX_VALUE, 2, "Hello");
  private static final ChatRequest LIMITED = new ChatRequest(true, false, 3, 2, "Hello");

  private final ChatText text = new ChatText(" Say \"ü\" ", "mo\\del", 1_700_000_000);

  @Test
  void aStreamOpensWithARoleAndNothingSaid() {
    assertThat(text.role().toString())
        .isEqualTo(
            """
            data: {"id":"chatcmpl-tidemark","object":"chat.completion.chunk","created":1700000000,"model":"mo\\\\del",\
            "choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

            """);
  }

  @Test
  void eachWordIsATokenRoundAndRound() {
    assertThat(text.token(0).toString())
        .contains("\"delta\":{\"content\":\"Say \"}")
        .endsWith("}\n\n");
    assertThat(text.token(1).toString(StandardCharsets.UTF_8))
        .contains("\"delta\":{\"content\":\"\\\"ü\\\" \"}");
    assertThat(text.token(2)).isSameAs(text.token(0));
  }

  @Test
  void aStreamEndsWithItsReasonAndDone() {
    assertThat(text.end(PLAIN, 3).toString())
        .isEqualTo(
            """
            data: {"id":"chatcmpl-tidemark","object":"chat.completion.chunk","created":1700000000,"model":"mo\\\\del",\
            "choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: [DONE]

            """);
    assertThat(text.end(LIMITED, 3).toString()).contains("\"finish_reason\":\"length\"");
  }

  @Test
  void usageIsAnEventOfItsOwnWhenAskedFor() {
    assertThat(text.end(WITH_USAGE, 3).toString())
        .contains(
            "\"model\":\"mo\\\\del\",\"choices\":[],"
                + "\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":3,\"total_tokens\":5}}\n\n"
                + "data: [DONE]\n\n");
  }

  @Test
  void anAnswerSaysTheSameWordsAtOnce() {
    assertThat(text.answer(PLAIN, 3, "c-1").toString())
        .isEqualTo(
            """
            {"id":"chatcmpl-tidemark","object":"chat.completion","created":1700000000,"model":"mo\\\\del",\
            "choices":[{"index":0,"message":{"role":"assistant","content":"Say \\"ü\\" Say "},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":2,"completion_tokens":3,"total_tokens":5},"chat_id":"c-1"}""");
  }
}
