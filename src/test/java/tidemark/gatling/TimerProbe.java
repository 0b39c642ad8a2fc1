package tidemark.gatling;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tidemark.record.GeneratorRecorder;

/**
 * Sets one timer after the other on an event loop, and tells how late each fires: so late are the
 * loop's users too, with what they send and with what they stamp. It has no thread of its own, so
 * it sees what they see.
 */
final class TimerProbe implements Runnable {
  private static final long EVERY_NANOS = Duration.ofMillis(10).toNanos();

  private final EventExecutor loop;
  private final GeneratorRecorder generator;
  private long dueNanos;

  private TimerProbe(EventExecutor loop, GeneratorRecorder generator) {
    this.loop = loop;
    this.generator = generator;
  }

  /** Watches these event loops until the recorder has seen enough. */
  static void on(Iterable<EventExecutor> loops, GeneratorRecorder generator) {
    loops.forEach(loop -> loop.execute(new TimerProbe(loop, generator)::arm));
  }

  private void arm() {
    dueNanos = System.nanoTime() + EVERY_NANOS;
    loop.schedule(this, EVERY_NANOS, TimeUnit.NANOSECONDS);
  }

  @Override
  public void run() {
    generator.timer(dueNanos, System.nanoTime(), EVERY_NANOS);
    if (!generator.over()) {
      arm();
    }
  }
}
