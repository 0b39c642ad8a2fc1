package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidemark.error.ChatError;
import tidemark.record.ChatRecorder;
import tidemark.record.ChatSample;

class PatienceTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Optional<Duration> FIRST = Optional.of(Duration.ofSeconds(2));
  private static final Optional<Duration> SILENCE = Optional.of(Duration.ofSeconds(1));

  private final ChatTimings timings = new ChatTimings(ChatRecorder.NONE, ChatSample.NEVER);

  private Patience patience(
      boolean streamed, Optional<Duration> firstToken, Optional<Duration> silence) {
    return new Patience(new ChatLimits(TIMEOUT, firstToken, silence), streamed, timings);
  }

  private Duration afterStart(Patience patience) {
    return Duration.ofNanos(patience.endNanos() - timings.startNanos());
  }

  private void tokenAfter(Duration time) {
    timings.token(timings.startNanos() + time.toNanos(), true);
  }

  @Test
  void withoutFurtherLimitsTheWholeCounts() {
    Patience patience = patience(true, Optional.empty(), Optional.empty());
    tokenAfter(Duration.ofSeconds(1));

    assertThat(afterStart(patience)).isEqualTo(TIMEOUT);
    assertThat(patience.error()).isEqualTo(ChatError.TIMEOUT);
  }

  @Test
  void theFirstTokenHasItsLimit() {
    Patience patience = patience(true, FIRST, SILENCE);

    assertThat(afterStart(patience)).isEqualTo(Duration.ofSeconds(2));
    assertThat(patience.error()).isEqualTo(ChatError.FIRST_TOKEN_TIMEOUT);
  }

  @Test
  void silenceCountsFromTheLastToken() {
    Patience patience = patience(true, FIRST, SILENCE);
    tokenAfter(Duration.ofSeconds(1));
    tokenAfter(Duration.ofSeconds(3));

    assertThat(afterStart(patience)).isEqualTo(Duration.ofSeconds(4));
    assertThat(patience.error()).isEqualTo(ChatError.STALLED);
  }

  @Test
  void theWholeComesFirstIfItEndsSooner() {
    Patience patience = patience(true, FIRST, SILENCE);
    tokenAfter(Duration.ofMillis(9500));

    assertThat(afterStart(patience)).isEqualTo(TIMEOUT);
    assertThat(patience.error()).isEqualTo(ChatError.TIMEOUT);
  }

  @Test
  void anAnswerInOneBodyHasNoTokensToWaitFor() {
    Patience patience = patience(false, FIRST, SILENCE);

    assertThat(afterStart(patience)).isEqualTo(TIMEOUT);
    assertThat(patience.error()).isEqualTo(ChatError.TIMEOUT);
  }

  @Test
  void aLimitBeyondAllTimeIsNone() {
    Optional<Duration> ages = Optional.of(Duration.ofNanos(Long.MAX_VALUE));
    Patience patience = patience(true, ages, ages);
    tokenAfter(Duration.ofSeconds(1));

    assertThat(afterStart(patience)).isEqualTo(TIMEOUT);
  }
}
