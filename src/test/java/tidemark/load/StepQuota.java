package tidemark.load;

import java.util.concurrent.atomic.AtomicLong;

/** What is left of one step to all its users together. Thread-safe. */
final class StepQuota {
  /** Of no step. */
  static final StepQuota NOTHING = new StepQuota(0, 0);

  private final AtomicLong left;

  /** {@link System#nanoTime()}; far away without a time. */
  private final long deadline;

  private StepQuota(long requests, long deadline) {
    this.left = new AtomicLong(requests);
    this.deadline = deadline;
  }

  /** That of a step that begins now. */
  static StepQuota of(Step step, long nowNanos) {
    return new StepQuota(step.requests().orElse(Long.MAX_VALUE), step.deadline(nowNanos));
  }

  /** Takes one request; false if there is none left, or no time. */
  boolean take(long nowNanos) {
    return left.get() > 0 && nowNanos - deadline < 0 && left.getAndDecrement() > 0;
  }
}
