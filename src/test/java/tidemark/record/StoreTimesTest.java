package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorKind;

class StoreTimesTest {
  private static final long MILLI = 1_000_000;

  private final StoreTimes times = new StoreTimes();
  private final RunRecorder recorder = new RunRecorder();

  private static Sample stored(long startNanos) {
    return new Sample(
        "store", "store", startNanos, startNanos + 40 * MILLI, 30 * MILLI, null, 0, true);
  }

  @Test
  void whatBeganDuringWarmupIsLeftOut() {
    long now = System.nanoTime();
    times.served(100 * MILLI, 90 * MILLI);
    times.measureFrom(now);
    times.served(3_600_000 * MILLI, 90 * MILLI);
    times.of(recorder).sample(stored(now - MILLI));

    assertThat(times.figures()).isEqualTo(StoreFigures.NONE);

    times.served(0, 0);
    times.of(recorder).sample(stored(now));

    assertThat(times.figures().service().count()).isEqualTo(1);
    assertThat(times.figures().store().count()).isEqualTo(1);
  }

  /** The users' own figures are closed by then. */
  @Test
  void whatEndsAfterTheRunIsLeftOut() {
    times.measureFrom(0);
    times.served(100 * MILLI, 90 * MILLI);
    times.close();

    times.served(100 * MILLI, 90 * MILLI);
    times.of(recorder).sample(stored(0));

    assertThat(times.figures().service().count()).isEqualTo(1);
    assertThat(times.figures().store()).isEqualTo(TailFigures.NONE);
  }

  @Test
  void whatWasThrownIsPassedOn() {
    List<@Nullable Throwable> told = new ArrayList<>();
    Recorder interested =
        new Recorder() {
          @Override
          public void sample(Sample sample) {}

          @Override
          public void error(String role, ErrorKind kind, String message, long startNanos) {}

          @Override
          public void error(
              String role, ErrorKind kind, String message, long start, @Nullable Throwable cause) {
            told.add(cause);
          }
        };
    SQLException cause = new SQLException();

    times.of(interested).error("store", ErrorKind.TIMEOUT, "", 0, cause);

    assertThat(told).containsExactly(cause);
  }

  @Test
  void theStoreWaitsAndIsRecordedAllTheSame() {
    times.measureFrom(0);
    recorder.measureFrom(0);

    times.of(recorder).sample(stored(0));

    assertThat(times.figures().store().share()).isCloseTo(0.75, within(1e-9));
    assertThat(recorder.figures().all().operations()).isEqualTo(1);
  }
}
