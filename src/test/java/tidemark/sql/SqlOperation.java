package tidemark.sql;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;
import tidemark.record.Sample;

/**
 * One operation: an attempt, further ones after errors of the retry class, and one sample over all
 * of them. A retry starts the plan again with fresh state and queues like any other work. Its
 * attempts follow one another, so no field needs a lock.
 *
 * @param <I> what the plan is given
 * @param <S> the plan's state
 */
public final class SqlOperation<I, S> implements SqlCall<I, S> {
  private final SqlProtocol protocol;
  private final String role;
  private final SqlWork<I, S> work;
  private final Consumer<Sample> done;
  private final Runnable rejected;
  private final long startNanos = System.nanoTime();
  private long acquireNanos;
  private int retries;

  /**
   * An operation, which begins now.
   *
   * @param protocol its recorder is told of each error, but not of the sample
   * @param role whose it is
   * @param done takes the sample, once
   * @param rejected run instead if there is none, for nothing was done
   */
  public SqlOperation(
      SqlProtocol protocol,
      String role,
      SqlWork<I, S> work,
      Consumer<Sample> done,
      Runnable rejected) {
    this.protocol = protocol;
    this.role = role;
    this.work = work;
    this.done = done;
    this.rejected = rejected;
  }

  /** Hands it to the engine; both takers are called on a thread of the engine's. */
  public void attempt() {
    protocol.engine().submit(this);
  }

  @Override
  public Plan<I, S> plan() {
    return work.plan();
  }

  @Override
  public I input() {
    return work.input();
  }

  @Override
  public void acquired(long waitedNanos) {
    acquireNanos += waitedNanos;
  }

  @Override
  public void succeeded(S state) {
    boolean operation;
    try {
      operation = plan().worked(state);
    } catch (RuntimeException e) { // a user that is told nothing would wait for ever
      failed(SqlFailure.ofHandler(e, SqlPhase.STATEMENT));
      return;
    }
    end(null, operation);
  }

  @Override
  public void failed(SqlFailure failure) {
    ErrorKind kind = failure.kind();
    protocol.recorder().error(role, kind, failure.message(), startNanos, failure.cause());
    boolean again =
        kind.errorClass() == ErrorClass.RETRY && retries < protocol.retries() && protocol.isOpen();
    if (again) {
      retries++;
      attempt();
    } else {
      end(kind, false);
    }
  }

  @Override
  public void rejected() {
    rejected.run();
  }

  private void end(@Nullable ErrorKind error, boolean operation) {
    done.accept(
        new Sample(
            role,
            plan().name(),
            startNanos,
            System.nanoTime(),
            acquireNanos,
            error,
            retries,
            operation));
  }
}
