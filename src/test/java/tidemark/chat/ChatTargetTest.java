package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatTargetTest {
  private static ChatTarget target(Optional<String> token) {
    return new ChatTarget(
        URI.create("http://host/chat"),
        token,
        false,
        WireRow.PATIENT,
        (prompt, stream) -> prompt.getBytes(StandardCharsets.UTF_8),
        10);
  }

  @ParameterizedTest
  @CsvSource({
    "no such word, no such word",
    "hunter22, ***",
    "'hunter22, hunter22!', '***, ***!'",
    "a text cut in hunter2, a text cut in ***",
    "a text cut in hunt, a text cut in ***",
    "a text that ends as hun does, a text that ends as hun does",
    "hun, hun",
    "'', ''",
  })
  void aTokenIsHiddenAlsoWhereItIsCut(String text, String shown) {
    assertThat(target(Optional.of("hunter22")).hideToken(text)).isEqualTo(shown);
  }

  @Test
  void aShortTokenIsHiddenAsAWhole() {
    assertThat(target(Optional.of("abc")).hideToken("abc and ab")).isEqualTo("*** and ab");
  }

  @Test
  void withoutATokenNothingIsHidden() {
    assertThat(target(Optional.empty()).hideToken("hunter22")).isEqualTo("hunter22");
    assertThat(target(Optional.of("hunter22"))).asString().doesNotContain("hunter22");
  }
}
