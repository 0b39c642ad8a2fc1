package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeneratorRecorderTest {
  private static final long MILLI = 1_000_000;
  private static final long EVERY = 10 * MILLI;

  private final GeneratorRecorder generator = new GeneratorRecorder();

  private void timer(long dueMillis, long lagMillis) {
    generator.timer(dueMillis * MILLI, (dueMillis + lagMillis) * MILLI, EVERY);
  }

  @Test
  void warmupIsLeftOut() {
    timer(10, 500);
    generator.measureFrom(1_000 * MILLI);
    timer(990, 500);
    timer(1_000, 1);
    generator.measureUntilNow();

    GeneratorFigures figures = generator.figures().orElseThrow();

    assertThat(figures.timerLag().getTotalCount()).isEqualTo(1);
    assertThat(figures.timerLag().getMaxValue()).isBetween(MILLI, 2 * MILLI);
  }

  @Test
  void aLateTimerStandsForThoseThatCouldNotBeSet() {
    generator.measureFrom(0);
    timer(0, 100);
    generator.measureUntilNow();

    assertThat(generator.figures().orElseThrow().timerLag().getTotalCount())
        .as("100 ms late, 90, 80, ... 10")
        .isEqualTo(10);
  }

  @Test
  void beforeItIsOverThereAreNoFigures() {
    generator.measureFrom(0);
    timer(0, 0);

    assertThat(generator.over()).isFalse();
    assertThat(generator.figures()).isEmpty();

    generator.measureUntilNow();

    assertThat(generator.over()).isTrue();
    assertThat(generator.figures()).isPresent();
  }

  @Test
  void aRunThatNeverLeftItsWarmupHasNone() {
    generator.measureFrom(Long.MAX_VALUE / 2);
    timer(0, 0);
    generator.measureUntilNow();

    assertThat(generator.figures()).isEmpty();
  }

  @Test
  void theProcessUsesProcessorsAndHeap() {
    generator.measureFrom(0);
    timer(0, 0);
    long until = System.nanoTime() + 50 * MILLI;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    generator.measureUntilNow();

    GeneratorFigures figures = generator.figures().orElseThrow();

    assertThat(figures.elapsedNanos()).isGreaterThanOrEqualTo(50 * MILLI);
    assertThat(figures.cpuNanos()).isPositive();
    assertThat(figures.cpuPercent()).isPositive().isLessThanOrEqualTo(110);
    assertThat(figures.machinePercent()).isGreaterThanOrEqualTo(figures.cpuPercent());
    assertThat(figures.heapUsed()).isPositive().isLessThanOrEqualTo(figures.heapMax());
  }
}
