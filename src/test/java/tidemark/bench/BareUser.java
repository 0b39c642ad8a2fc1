package tidemark.bench;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import tidemark.workload.NewAccount;
import tidemark.workload.Role;

/** One user: takes turns on connections of the pool, and measures each. Used by its own thread. */
final class BareUser implements Runnable {
  private static final long HIGHEST_NANOS = 3_600_000_000_000L;

  private final Role role;
  private final int writer;
  private final BarePool pool;
  private final Course course;
  private final SplittableRandom draws;
  private final Histogram latency = new Histogram(HIGHEST_NANOS, 3);
  private long turn;
  private long number = 1;
  private long attempt;
  private long operations;
  private long failures;
  private long lastEnd;

  BareUser(Role role, int writer, BarePool pool, Course course) {
    this.role = role;
    this.writer = writer;
    this.pool = pool;
    this.course = course;
    this.draws = new SplittableRandom(writer);
  }

  @Override
  public void run() {
    while (course.goesOn(role)) {
      turn++;
      long start = System.nanoTime();
      boolean operation = take();
      long end = System.nanoTime();
      if (start - course.measuredFrom() >= 0) {
        latency.recordValue(end - start);
        operations += operation ? 1 : 0;
        lastEnd = end;
      }
    }
  }

  private boolean take() {
    for (int tries = 0; ; tries++) {
      attempt++;
      try {
        return pool.take(role, this);
      } catch (SQLException e) {
        if (tries == Work.RETRIES || !BareConnection.mayTryAgain(e)) {
          e.printStackTrace();
          failures++;
          return false;
        }
      }
    }
  }

  /** Binds writer, number and attempt, which every row that is written starts with. */
  void bindEntry(PreparedStatement statement) throws SQLException {
    statement.setLong(1, writer);
    statement.setLong(2, number);
    statement.setLong(3, attempt);
  }

  void committed() {
    number++;
    attempt = 0;
  }

  List<NewAccount> newAccounts() {
    return pool.newAccounts(Work.BATCH);
  }

  boolean bankIsFull() {
    return pool.bankIsFull(Work.BATCH);
  }

  void accountsChanged(int by) {
    pool.accountsChanged(by);
  }

  Role role() {
    return role;
  }

  SplittableRandom draws() {
    return draws;
  }

  /** Counts its turns from 1. */
  long turn() {
    return turn;
  }

  Histogram latency() {
    return latency;
  }

  long operations() {
    return operations;
  }

  long failures() {
    return failures;
  }

  /** When its last measured turn was over. */
  long lastEnd() {
    return lastEnd;
  }
}
