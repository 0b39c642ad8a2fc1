package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatTargetTest {
  private static ChatTarget target(Optional<String> token) {
    return new ChatTarget(
        URI.create("http://me:secret@localhost:8000/chat?key=secret"),
        token,
        false,
        new ChatLimits(Duration.ofSeconds(1), Optional.empty(), Optional.empty()),
        (prompt, stream) -> new byte[0],
        10);
  }

  @Test
  void itsTextHasNoSecret() {
    assertThat(target(Optional.of("tk-1")).toString())
        .contains("http://localhost:8000/chat", "***")
        .doesNotContain("tk-1")
        .doesNotContain("secret");
  }

  @Test
  void aTokenThatComesBackIsHidden() {
    assertThat(target(Optional.of("tk-1")).hideToken("tk-1 or tk-1?")).isEqualTo("*** or ***?");
    assertThat(target(Optional.empty()).hideToken("tk-1")).isEqualTo("tk-1");
  }
}
