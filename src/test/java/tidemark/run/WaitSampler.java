package tidemark.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tidemark.record.LockWaitFigures;
import tidemark.record.SessionFigures;
import tidemark.record.SessionTally;
import tidemark.record.WaitFigures;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;

/**
 * Looks from time to time, from the end of warm-up to the stop of the run, at what is waited for in
 * the database. It has a connection of its own and one thread. Thread-safe.
 */
final class WaitSampler implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(200);

  private final SqlEngine engine;
  private final Optional<SessionLook> sessions;
  private final SessionTally tally = new SessionTally();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "tidemark-waits");
            made.setDaemon(true);
            return made;
          });
  private volatile LockWaitFigures before = LockWaitFigures.NONE;
  private volatile LockWaitFigures after = LockWaitFigures.NONE;

  private WaitSampler(SqlEngine engine, Optional<SessionLook> sessions) {
    this.engine = engine;
    this.sessions = sessions;
  }

  /** Prepares to look at a target that this engine works on. */
  static WaitSampler of(DatabaseTarget target, SqlEngine engine, Opened opened) {
    Optional<SessionLook> sessions =
        engine.dialect() == SqlDialect.POSTGRESQL
            ? Optional.of(new SessionLook(target.source()))
            : Optional.empty();
    WaitSampler sampler = new WaitSampler(engine, sessions);
    opened.add(keep -> sampler.close());
    return sampler;
  }

  /** The run begins. */
  void begin(Duration warmup) {
    thread.schedule(() -> before = engine.lockWaits(), warmup.toNanos(), TimeUnit.NANOSECONDS);
    sessions.ifPresent(
        look ->
            thread.scheduleWithFixedDelay(
                () -> look.sessions().ifPresent(tally::look),
                warmup.toNanos(),
                EVERY.toNanos(),
                TimeUnit.NANOSECONDS));
  }

  /** No new operation starts from now on. */
  void end() {
    after = engine.lockWaits();
    close();
  }

  /** What was seen. */
  WaitFigures figures() {
    Optional<SessionFigures> seen = sessions.map(look -> tally.figures());
    return new WaitFigures(after.since(before), seen, Optional.empty());
  }

  /** A look that is under way ends with its connection. */
  @Override
  public void close() {
    thread.shutdownNow();
    sessions.ifPresent(SessionLook::close);
  }
}
