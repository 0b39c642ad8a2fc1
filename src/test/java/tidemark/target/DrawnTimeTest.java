package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DrawnTimeTest {
  private static final int CHATS = 100_000;

  private static ChatBackendSettings drawn(String seed) {
    return ChatBackends.settings(
        Map.of(
            "run.seed", seed,
            "target.chat.latency", "100ms",
            "target.chat.latencyP99", "500ms",
            "target.chat.tokenInterval", "10ms",
            "target.chat.tokenIntervalP99", "10ms"));
  }

  private static long[] latencies(ChatBackendSettings settings) {
    return LongStream.range(0, CHATS).map(chat -> Pace.of(settings, chat).latencyNanos()).toArray();
  }

  /** A share's standard deviation is at most 0.16 %; of 99 % it is 0.03 %. */
  @Test
  void halfAreBelowTheMedianAndOneInAHundredIsAboveThePercentile() {
    long[] latencies = latencies(drawn("1"));
    assertThat(shareBelow(latencies, 100)).isCloseTo(0.5, within(0.0064));
    assertThat(shareBelow(latencies, 500)).isCloseTo(0.99, within(0.0013));
    // one standard deviation above the median of a log-normal distribution
    assertThat(shareBelow(latencies, 100 * Math.pow(5, 1 / 2.326347874)))
        .isCloseTo(0.8413, within(0.0047));
    assertThat(LongStream.of(latencies).min().orElseThrow()).isPositive();
  }

  private static double shareBelow(long[] nanos, double millis) {
    return (double) LongStream.of(nanos).filter(one -> one < millis * 1e6).count() / nanos.length;
  }

  @Test
  void theSeedSaysWhichOnesAreSlow() {
    assertThat(latencies(drawn("1"))).isEqualTo(latencies(drawn("1")));
    assertThat(latencies(drawn("1"))).isNotEqualTo(latencies(drawn("2")));
  }

  /** Neighbours that are drawn from one sequence would be slow together. */
  @Test
  void oneChatSaysNothingOfTheNext() {
    long[] latencies = latencies(drawn("1"));
    long alike = 0;
    for (int i = 1; i < latencies.length; i++) {
      if ((latencies[i] > 100e6) == (latencies[i - 1] > 100e6)) {
        alike++;
      }
    }
    assertThat((double) alike / latencies.length).isCloseTo(0.5, within(0.0064));
  }

  @Test
  void aPercentileLikeTheMedianLeavesNothingToDraw() {
    assertThat(LongStream.range(0, 100).map(chat -> Pace.of(drawn("1"), chat).intervalNanos()))
        .containsOnly(10_000_000L);
  }
}
