package tidemark.sql.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConnection;
import tidemark.record.LockWaits;
import tidemark.sql.Interrupt;

/**
 * Interrupts an SQLite connection. SQLite's own interrupt has no effect on a wait for a lock, and
 * neither has a query timeout: so the connection waits here, as SQLite's own busy timeout would,
 * until its time is over or it is cancelled.
 *
 * @see <a href="https://www.sqlite.org/c3ref/busy_handler.html">SQLite's busy handler</a>
 */
final class SqliteInterrupt extends BusyHandler implements Interrupt {
  /** How long SQLite's busy timeout sleeps before each look at the lock; the last one stays. */
  private static final int[] SLEEP_MILLIS = {1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100};

  private static final int GIVE_UP = 0;
  private static final int TRY_AGAIN = 1;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final SQLiteConnection connection;
  private final long timeoutNanos;
  private final LockWaits lockWaits;
  private long waitingSince;
  private volatile boolean cancelled;

  private SqliteInterrupt(SQLiteConnection connection, LockWaits lockWaits) {
    this.connection = connection;
    this.lockWaits = lockWaits;
    this.timeoutNanos = connection.getBusyTimeout() * NANOS_PER_MILLI;
  }

  /**
   * Takes over a connection's waits for locks, which last as long as its busy timeout says.
   *
   * @param lockWaits is told of them
   */
  static SqliteInterrupt on(Connection physical, LockWaits lockWaits) throws SQLException {
    SQLiteConnection connection = physical.unwrap(SQLiteConnection.class);
    SqliteInterrupt interrupt = new SqliteInterrupt(connection, lockWaits);
    setHandler(connection, interrupt);
    return interrupt;
  }

  @Override
  protected int callback(int looksBefore) {
    long now = System.nanoTime();
    if (looksBefore == 0) {
      waitingSince = now;
      lockWaits.begun();
    }
    long left = timeoutNanos - (now - waitingSince);
    if (cancelled || left <= 0) {
      return GIVE_UP;
    }
    int sleep = SLEEP_MILLIS[Math.min(looksBefore, SLEEP_MILLIS.length - 1)];
    LockSupport.parkNanos(Math.min(left, sleep * NANOS_PER_MILLI));
    lockWaits.retried(System.nanoTime() - now);
    return TRY_AGAIN;
  }

  @Override
  public void cancel() throws SQLException {
    cancelled = true;
    connection.getDatabase().interrupt();
  }

  /** There is no server to be left alone: whoever comes out of the disk's hands is cancelled. */
  @Override
  public void abandon() throws SQLException {
    cancel();
  }
}
