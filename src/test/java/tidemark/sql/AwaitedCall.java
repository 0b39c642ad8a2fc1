package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call that a test waits for, and that remembers all that the engine told it. */
public final class AwaitedCall<S> implements SqlCall<Integer, S> {
  private static final long DEADLINE_SECONDS = 30;

  private final Plan<Integer, S> plan;
  private final int input;
  private final List<String> told = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final long startNanos = System.nanoTime();
  private volatile long endNanos;
  private volatile long acquireNanos;
  private volatile @Nullable S state;
  private volatile @Nullable SqlFailure failure;

  public AwaitedCall(Plan<Integer, S> plan, int input) {
    this.plan = plan;
    this.input = input;
  }

  @Override
  public Plan<Integer, S> plan() {
    return plan;
  }

  @Override
  public Integer input() {
    return input;
  }

  @Override
  public void acquired(long waitedNanos) {
    acquireNanos = waitedNanos;
    tell("acquired");
  }

  @Override
  public void succeeded(S reached) {
    state = reached;
    end("succeeded");
  }

  @Override
  public void failed(SqlFailure how) {
    failure = how;
    end("failed");
  }

  @Override
  public void rejected() {
    end("rejected");
  }

  private void end(String how) {
    endNanos = System.nanoTime();
    tell(how);
    ended.countDown();
  }

  private synchronized void tell(String what) {
    told.add(what);
  }

  private synchronized List<String> told() {
    return List.copyOf(told);
  }

  private void await() {
    try {
      assertThat(ended.await(DEADLINE_SECONDS, TimeUnit.SECONDS))
          .as("%s ends", plan.name())
          .isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** True when it has been told of its end. */
  public boolean hasEnded() {
    return ended.getCount() == 0;
  }

  /** Waits for the end, whichever. */
  public boolean endedWell() {
    await();
    return state != null;
  }

  /** Waits for success. */
  public S state() {
    await();
    S reached = state;
    if (reached == null) {
      throw new AssertionError("%s did not succeed: %s %s".formatted(plan.name(), told(), failure));
    }
    return reached;
  }

  /** Waits for failure. */
  public SqlFailure failure() {
    await();
    SqlFailure how = failure;
    if (how == null) {
      throw new AssertionError("%s did not fail: %s".formatted(plan.name(), told()));
    }
    return how;
  }

  /** Waits for the engine to turn it away, untouched. */
  public void assertRejected() {
    await();
    assertThat(told()).containsExactly("rejected");
  }

  /** What the engine said it waited. */
  long acquireNanos() {
    return acquireNanos;
  }

  /** From submission to the end, by the test's own clock. */
  public long tookNanos() {
    await();
    return endNanos - startNanos;
  }

  /** What the contract of a call says of the order and number of its events. */
  void assertToldOnce() {
    assertThat(told())
        .as("what %s was told", plan.name())
        .isIn(List.of("rejected"), List.of("acquired", "succeeded"), List.of("acquired", "failed"));
  }
}
