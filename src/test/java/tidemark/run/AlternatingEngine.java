package tidemark.run;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import tidemark.record.LockWaitFigures;
import tidemark.record.PoolFigures;
import tidemark.record.PoolUse;
import tidemark.sql.SqlCall;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;

/**
 * Several engines on one database, one of which works at a time: what it has begun when another
 * takes over it ends.
 */
final class AlternatingEngine implements SqlEngine {
  private final List<SqlEngine> engines = new CopyOnWriteArrayList<>();
  private volatile int working;

  /** One more; the first works first. */
  void add(SqlEngine engine) {
    engines.add(engine);
  }

  /** From now on it is this one that works. */
  void turn(int number) {
    working = number;
  }

  @Override
  public String id() {
    return engines.stream().map(SqlEngine::id).collect(Collectors.joining("+"));
  }

  @Override
  public SqlDialect dialect() {
    return engines.get(working).dialect();
  }

  @Override
  public <I, S> void submit(SqlCall<I, S> call) {
    engines.get(working).submit(call);
  }

  /** All connections, and the most that one of them has had. */
  @Override
  public PoolFigures poolFigures() {
    return engines.stream()
        .map(SqlEngine::poolFigures)
        .reduce(
            (one, other) ->
                new PoolFigures(
                    one.max() + other.max(),
                    Math.max(one.peakActive(), other.peakActive()),
                    Math.max(one.peakWaiting(), other.peakWaiting()),
                    one.timeouts() + other.timeouts()))
        .orElseThrow();
  }

  /** All connections, and who has or wants one of any. */
  @Override
  public PoolUse poolUse() {
    return engines.stream()
        .map(SqlEngine::poolUse)
        .reduce(
            (one, other) ->
                new PoolUse(
                    one.max() + other.max(),
                    one.active() + other.active(),
                    one.waiting() + other.waiting()))
        .orElseThrow();
  }

  /** Those of one that waits by itself are not asked for: it has no other beside it. */
  @Override
  public LockWaitFigures lockWaits() {
    return LockWaitFigures.NONE;
  }

  @Override
  public boolean drain(LongSupplier leftNanos) {
    boolean all = true;
    for (SqlEngine engine : engines) {
      all &= engine.drain(leftNanos);
    }
    return all;
  }

  @Override
  public void close() {
    engines.forEach(SqlEngine::close);
  }
}
