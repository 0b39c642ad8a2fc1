package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidemark.error.ChatError;

class ChatSloTest {
  private static final ChatSlo TTFT = ChatSlo.of(millis(100), Optional.empty(), Optional.empty());
  private static final ChatSlo TPOT = ChatSlo.of(Optional.empty(), millis(20), Optional.empty());
  private static final ChatSlo E2E = ChatSlo.of(Optional.empty(), Optional.empty(), millis(500));

  @Test
  void noneAsksForNothingButAGoodEnd() {
    assertThat(ChatSlo.NONE.given()).isFalse();
    assertThat(ChatSlo.NONE.metBy(Chats.json(0, 1_000_000))).isTrue();
    assertThat(ChatSlo.NONE.metBy(Chats.status(500, 0, 1))).isFalse();
  }

  @Test
  void anyOneLimitIsGiven() {
    assertThat(TTFT.given()).isTrue();
    assertThat(TPOT.given()).isTrue();
    assertThat(E2E.given()).isTrue();
  }

  @Test
  void theTimeToFirstTokenMayBeOnItsLimit() {
    assertThat(TTFT.metBy(Chats.stream(0, 100, 9_000, 5))).isTrue();
    assertThat(TTFT.metBy(Chats.stream(0, 101, 9_000, 5))).isFalse();
  }

  @Test
  void theTimePerTokenMayBeOnItsLimit() {
    assertThat(TPOT.metBy(Chats.stream(0, 5_000, 5_080, 5))).isTrue();
    assertThat(TPOT.metBy(Chats.stream(0, 5_000, 5_084, 5))).isFalse();
    assertThat(TPOT.metBy(Chats.stream(0, 5_000, 5_000, 1))).as("one token has none").isTrue();
  }

  @Test
  void theEndMayBeOnItsLimit() {
    assertThat(E2E.metBy(Chats.stream(0, 1, 500, 5))).isTrue();
    assertThat(E2E.metBy(Chats.stream(0, 1, 501, 5))).isFalse();
    assertThat(E2E.metBy(Chats.json(0, 500))).isTrue();
    assertThat(E2E.metBy(Chats.json(0, 501))).isFalse();
  }

  @Test
  void limitsOnTokensAreForStreamsOnly() {
    assertThat(TTFT.metBy(Chats.json(0, 9_000))).isTrue();
    assertThat(TPOT.metBy(Chats.json(0, 9_000))).isTrue();
  }

  @Test
  void aStreamWithoutATokenHasNoFirstOneInTime() {
    ChatSample empty = Chats.ended(true, 0, 10, 200, null);

    assertThat(TTFT.metBy(empty)).isFalse();
    assertThat(E2E.metBy(empty)).isTrue();
  }

  @Test
  void aFailureHoldsNothing() {
    assertThat(E2E.metBy(Chats.ended(true, 0, 1, 200, ChatError.STREAM_TRUNCATED))).isFalse();
  }

  @Test
  void everyLimitHasToHold() {
    ChatSlo all = ChatSlo.of(millis(100), millis(20), millis(500));

    assertThat(all.metBy(Chats.stream(0, 100, 180, 5))).isTrue();
    assertThat(all.metBy(Chats.stream(0, 101, 180, 5))).isFalse();
    assertThat(all.metBy(Chats.stream(0, 50, 180, 5))).isFalse();
    assertThat(all.metBy(Chats.stream(0, 100, 501, 500))).isFalse();
  }

  private static Optional<Duration> millis(long millis) {
    return Optional.of(Duration.ofMillis(millis));
  }

  @Test
  void limitsHoldFromThePlanOn() {
    assertThat(TTFT.metBy(Chats.planned(0, Chats.stream(40, 60, 500, 5)))).isTrue();
    assertThat(TTFT.metBy(Chats.planned(0, Chats.stream(41, 60, 500, 5)))).isFalse();
    assertThat(E2E.metBy(Chats.planned(0, Chats.json(100, 400)))).isTrue();
    assertThat(E2E.metBy(Chats.planned(0, Chats.json(101, 400)))).isFalse();
    assertThat(TPOT.metBy(Chats.planned(0, Chats.stream(9_000, 5_000, 5_080, 5)))).isTrue();
  }
}
