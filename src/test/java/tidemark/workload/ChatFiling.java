package tidemark.workload;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.record.Recorder;
import tidemark.record.Sample;
import tidemark.sql.Plan;
import tidemark.sql.SqlCall;
import tidemark.sql.SqlEngine;
import tidemark.sql.SqlFailure;
import tidemark.target.StoreOutcome;
import tidemark.target.StoredChat;

/**
 * The storing of one chat, its retries included: an operation of nobody's. Its attempts follow one
 * another, so no field needs a lock.
 */
final class ChatFiling implements SqlCall<StoredChat, DatabaseChatStore.Filing> {
  private final SqlEngine engine;
  private final Plan<StoredChat, DatabaseChatStore.Filing> plan;
  private final StoredChat chat;
  private final Recorder recorder;
  private final int mostRetries;
  private final Consumer<StoreOutcome> told;
  private final long startNanos = System.nanoTime();
  private long acquireNanos;
  private int retries;

  /**
   * An operation.
   *
   * @param told what has become of it, once; never if the run is over
   */
  ChatFiling(
      SqlEngine engine,
      Plan<StoredChat, DatabaseChatStore.Filing> plan,
      StoredChat chat,
      Recorder recorder,
      int mostRetries,
      Consumer<StoreOutcome> told) {
    this.engine = engine;
    this.plan = plan;
    this.chat = chat;
    this.recorder = recorder;
    this.mostRetries = mostRetries;
    this.told = told;
  }

  void attempt() {
    engine.submit(this);
  }

  @Override
  public Plan<StoredChat, DatabaseChatStore.Filing> plan() {
    return plan;
  }

  @Override
  public StoredChat input() {
    return chat;
  }

  @Override
  public void acquired(long waitedNanos) {
    acquireNanos += waitedNanos;
  }

  @Override
  public void succeeded(DatabaseChatStore.Filing state) {
    end(null, StoreOutcome.STORED);
  }

  @Override
  public void failed(SqlFailure failure) {
    ErrorKind kind = failure.kind();
    recorder.error(DatabaseChatStore.ROLE, kind, failure.message(), startNanos);
    if (kind.errorClass() == ErrorClass.RETRY && retries < mostRetries) {
      retries++;
      attempt();
    } else {
      boolean unknown = kind.errorClass() == ErrorClass.UNKNOWN;
      end(kind, unknown ? StoreOutcome.UNKNOWN : StoreOutcome.NOT_STORED);
    }
  }

  /** The run is over: no chat waits for it. */
  @Override
  public void rejected() {}

  private void end(@Nullable ErrorKind error, StoreOutcome outcome) {
    recorder.sample(
        new Sample(
            DatabaseChatStore.ROLE,
            plan.name(),
            startNanos,
            System.nanoTime(),
            acquireNanos,
            error,
            retries,
            error == null));
    told.accept(outcome);
  }
}
