package tidemark.gatling;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way for a run to end. All users done, the time over, a signal, a dead parent: each only
 * calls {@link #stop}; the first call closes the run to new operations and starts the end on the
 * stopper's own thread. Thread-safe.
 */
public final class Stopper {
  private static final Logger LOG = LoggerFactory.getLogger(Stopper.class);

  private final Ending ending;
  private final int expectedUsers;
  private final AtomicInteger usersGone = new AtomicInteger();
  private volatile boolean begun;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CompletableFuture<ClosingUser.Parked> closingUser = new CompletableFuture<>();
  private final CompletableFuture<StopReason> finished = new CompletableFuture<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "tidemark-stopper");
            made.setDaemon(true);
            return made;
          });

  /**
   * A stopper for a run.
   *
   * @param expectedUsers users that the run injects, the closing user left out
   */
  public Stopper(int expectedUsers, Ending ending) {
    this.expectedUsers = expectedUsers;
    this.ending = ending;
  }

  /** True as long as new operations may start. */
  public boolean isOpen() {
    return !stopping.get();
  }

  /** A user has started. The first one begins the run; none does anything before it has begun. */
  public void userStarted() {
    if (!begun) {
      begin();
    }
  }

  private synchronized void begin() {
    if (!begun) {
      stopAfter(ending.begun(System.nanoTime()));
      begun = true;
    }
  }

  /** A user has ended; the last one ends the run. */
  public void userEnded() {
    if (usersGone.incrementAndGet() == expectedUsers) {
      stop(StopReason.PLANNED);
    }
  }

  private void stopAfter(Duration time) {
    thread.schedule(() -> stop(StopReason.PLANNED), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Ends the run. Returns at once; only the first call counts, but whoever stops a run that is at
   * its end makes it hurry.
   */
  public void stop(StopReason reason) {
    if (stopping.compareAndSet(false, true)) {
      thread.execute(() -> end(reason));
    } else if (reason.hurried()) {
      ending.hurry(reason);
    }
  }

  /** Completes when every file is written. */
  public CompletableFuture<StopReason> finished() {
    return finished;
  }

  /** The closing user waits here, without a thread. */
  void park(ClosingUser.Parked user) {
    closingUser.complete(user);
  }

  private void end(StopReason reason) {
    List<ReportRow> rows = List.of();
    try {
      ending.drain(reason);
      rows = ending.finish(reason);
    } catch (RuntimeException e) {
      LOG.error("the end of the run failed", e);
      rows = List.of(new ReportRow("verdict", false, 0, String.valueOf(e)));
    } finally {
      finished.complete(reason);
      release(rows);
    }
  }

  /** The closing user may start later than the end: whenever it parks, it is let go. */
  private void release(List<ReportRow> rows) {
    closingUser.thenAccept(user -> user.release(rows, usersGone.get() < expectedUsers));
  }
}
