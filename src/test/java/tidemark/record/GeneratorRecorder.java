package tidemark.record;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.AtomicHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Watches the load generator over the measured time: what the process uses, and how late it is for
 * its users. Thread-safe.
 */
public final class GeneratorRecorder {
  private final MeasuredTime time = new MeasuredTime();
  private final AtomicHistogram lag = Series.histogram();
  private final AtomicReference<@Nullable GeneratorUsage> first = new AtomicReference<>();
  private final AtomicReference<@Nullable GeneratorUsage> last = new AtomicReference<>();

  /**
   * Sets where measurement starts.
   *
   * @param startNanos the end of warm-up, as {@link System#nanoTime()}; it may lie ahead
   */
  public void measureFrom(long startNanos) {
    time.from(startNanos);
  }

  /** The run is closed to new operations from now on. Only the first call counts. */
  public void measureUntilNow() {
    last.compareAndSet(null, GeneratorUsage.now());
  }

  /** True once nothing more is measured. */
  public boolean over() {
    return last.get() != null;
  }

  /**
   * A timer fired. One that was late stands for those that could not even be set meanwhile: a
   * second without any is no single sample. Called on event loops.
   *
   * @param dueNanos when it was to fire, as {@link System#nanoTime()}
   * @param firedNanos when it did
   * @param everyNanos time between two timers
   */
  public void timer(long dueNanos, long firedNanos, long everyNanos) {
    if (!time.holds(dueNanos)) {
      return;
    }
    if (first.get() == null) {
      first.compareAndSet(null, GeneratorUsage.now());
    }
    lag.recordValueWithExpectedInterval(Series.bounded(firedNanos - dueNanos), everyNanos);
  }

  /** What was measured; empty while that is not over, and when it never began. */
  public Optional<GeneratorFigures> figures() {
    GeneratorUsage from = first.get();
    GeneratorUsage to = last.get();
    if (from == null || to == null) {
      return Optional.empty();
    }
    return Optional.of(
        new GeneratorFigures(
            to.nanos() - from.nanos(),
            Runtime.getRuntime().availableProcessors(),
            to.cpuNanos() - from.cpuNanos(),
            100 * to.machineLoad(),
            to.gcPauseMillis() - from.gcPauseMillis(),
            lag.copy(),
            to.heapUsed(),
            Runtime.getRuntime().maxMemory()));
  }
}
