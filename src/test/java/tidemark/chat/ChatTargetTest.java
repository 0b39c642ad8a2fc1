package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatTargetTest {
  private static ChatTarget target(Optional<String> token) {
    return new ChatTarget(
        URI.create("http://me:secret@localhost:8000/chat?key=secret"),
        token,
        false,
        new ChatLimits(Duration.ofSeconds(1), Optional.empty(), Optional.empty()),
        (history, prompt, stream) -> new byte[0],
        10);
  }

  @Test
  void itsTextHasNoSecret() {
    assertThat(target(Optional.of("tk-1")).toString())
        .contains("http://localhost:8000/chat", "***")
        .doesNotContain("tk-1")
        .doesNotContain("secret");
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
  void aTokenThatComesBackIsHiddenAlsoWhereItIsCut(String text, String shown) {
    assertThat(target(Optional.of("hunter22")).hideToken(text)).isEqualTo(shown);
  }

  @Test
  void aShortTokenIsHiddenAsAWhole() {
    assertThat(target(Optional.of("abc")).hideToken("abc and ab")).isEqualTo("*** and ab");
  }

  @Test
  void withoutATokenNothingIsHidden() {
    assertThat(target(Optional.empty()).hideToken("tk-1")).isEqualTo("tk-1");
    assertThat(target(Optional.of("")).hideToken("tk-1")).isEqualTo("tk-1");
  }
}
