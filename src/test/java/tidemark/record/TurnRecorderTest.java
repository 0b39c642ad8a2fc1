package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.error.ErrorKind;

class TurnRecorderTest {
  private static final long SECOND = 1_000_000_000;
  private static final long BEGIN = 7 * SECOND;
  private static final Turns TURNS = new Turns(2, 3, Duration.ofSeconds(10), Duration.ofSeconds(1));

  private final TurnRecorder recorder = new TurnRecorder(TURNS, List.of("one", "two"));

  @Test
  void everySecondRoundGoesBackwards() {
    assertThat(IntStream.range(0, TURNS.count()).map(TURNS::taker))
        .containsExactly(0, 1, 1, 0, 0, 1);
    assertThat(TURNS.length()).isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, -1",
    "0, -1",
    "999999999, -1",
    "1000000000, 0",
    "9999999999, 0",
    "10000000000, -1",
    "11000000000, 1",
    "29000000000, 1",
    "31000000000, 0",
    "59999999999, 1",
    "60000000000, -1",
    "61000000000, -1",
  })
  void aMomentBelongsToOneOrToNobody(long sinceNanos, int taker) {
    assertThat(TURNS.measuredAt(sinceNanos)).isEqualTo(taker);
  }

  private void sample(double startSeconds, boolean operation) {
    long start = BEGIN + (long) (startSeconds * SECOND);
    recorder.sample(new Sample("reader", "read", start, start + 1_000_000, 0, null, 0, operation));
  }

  private void error(double startSeconds, ErrorKind kind) {
    recorder.error("reader", kind, "no", BEGIN + (long) (startSeconds * SECOND));
  }

  @Test
  void whatIsBegunInATurnIsOfItsTaker() {
    sample(5, true); // nobody knows of turns yet
    recorder.begin(BEGIN);
    sample(-2, true);
    sample(0.5, true);
    sample(9.9995, true); // and ends in the next
    sample(11, true);
    sample(12, false);
    error(13, ErrorKind.TIMEOUT);
    error(14, ErrorKind.MISSING_ACCOUNT);
    error(0.5, ErrorKind.TIMEOUT);
    recorder.over(0, new CpuReading(BEGIN, 100), new CpuReading(BEGIN + 9 * SECOND, 400));
    recorder.over(0, new CpuReading(0, 0), new CpuReading(9 * SECOND, 500));

    TurnFigures one = recorder.figures().get(0);
    TurnFigures two = recorder.figures().get(1);

    assertThat(one.name()).isEqualTo("one");
    assertThat(one.turns()).isEqualTo(2);
    assertThat(one.samples().operations()).isEqualTo(1);
    assertThat(one.operationsPerSecond()).isEqualTo(1 / 18.0);
    assertThat(one.cpuNanosPerOperation()).isEqualTo(800);
    assertThat(one.unexpected()).isZero();
    assertThat(two.samples().samples()).isEqualTo(2);
    assertThat(two.samples().operations()).isEqualTo(1);
    assertThat(two.unexpected()).isEqualTo(1);
    assertThat(two.operationsPerSecond()).as("it has had no time").isZero();
  }
}
