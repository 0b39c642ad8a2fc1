package tidemark.chat;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wakes its owner at a time that may be moved on as often as there are tokens: that costs a write
 * to a field, for the event loop is asked again only when the earlier time has come. On the event
 * loop only.
 */
final class LimitTimer {
  private final EventLoop loop;
  private final Runnable owner;
  private long dueNanos;
  private long wakeNanos;
  private @Nullable Future<?> wake;

  /**
   * A timer that is not set.
   *
   * @param owner called once it is due; the timer is then not set
   */
  LimitTimer(EventLoop loop, Runnable owner) {
    this.loop = loop;
    this.owner = owner;
  }

  /** Sets it, in place of what it was set to before, to a {@link System#nanoTime()}. */
  void set(long nanos) {
    dueNanos = nanos;
    if (wake != null && nanos - wakeNanos < 0) {
      wake.cancel(false);
      wake = null;
    }
    if (wake == null) {
      schedule();
    }
  }

  void cancel() {
    if (wake != null) {
      wake.cancel(false);
      wake = null;
    }
  }

  private void schedule() {
    wakeNanos = dueNanos;
    wake = loop.schedule(this::awake, dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void awake() {
    wake = null;
    if (System.nanoTime() - dueNanos < 0) {
      schedule();
    } else {
      owner.run();
    }
  }
}
