package tidemark.sql;

import io.gatling.core.session.Session;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;
import tidemark.record.Sample;

/**
 * One operation of one user: an attempt, further ones after errors of the retry class, and one
 * sample over all of them. A retry starts the plan again with fresh state and queues like any other
 * work. Its attempts follow one another, so no field needs a lock.
 */
final class SqlOperation<I, S> implements SqlCall<I, S> {
  private final Session session;
  private final SqlWork<I, S> work;
  private final SqlComponents components;
  private final Consumer<Session> done;
  private final Consumer<Session> rejected;
  private final long startNanos = System.nanoTime();
  private long acquireNanos;
  private int retries;

  /**
   * An operation.
   *
   * @param done takes the user when there is a sample
   * @param rejected takes the user when there is none, for nothing was done
   */
  SqlOperation(
      Session session,
      SqlWork<I, S> work,
      SqlComponents components,
      Consumer<Session> done,
      Consumer<Session> rejected) {
    this.session = session;
    this.work = work;
    this.components = components;
    this.done = done;
    this.rejected = rejected;
  }

  void attempt() {
    components.protocol().engine().submit(this);
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
    report(null, operation);
  }

  @Override
  public void failed(SqlFailure failure) {
    ErrorKind kind = failure.kind();
    SqlProtocol protocol = components.protocol();
    protocol.recorder().error(session.scenario(), kind, failure.message(), startNanos);
    boolean again =
        kind.errorClass() == ErrorClass.RETRY && retries < protocol.retries() && protocol.isOpen();
    if (again) {
      retries++;
      attempt();
    } else {
      report(kind, false);
    }
  }

  /** The run is over: the user goes on without a sample. */
  @Override
  public void rejected() {
    rejected.accept(session);
  }

  private void report(@Nullable ErrorKind error, boolean operation) {
    Sample sample =
        new Sample(
            session.scenario(),
            plan().name(),
            startNanos,
            System.nanoTime(),
            acquireNanos,
            error,
            retries,
            operation);
    done.accept(components.samples().report(session, sample));
  }
}
