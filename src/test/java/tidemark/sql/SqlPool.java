package tidemark.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import tidemark.error.ErrorKind;

/** A pool of connections for whoever wants to borrow, and what it knows of itself. Thread-safe. */
public interface SqlPool extends AutoCloseable {
  /** By which its errors call it. */
  String name();

  /** The most connections that it lends at once. */
  int size();

  /** The longest that it lets a borrower wait. */
  Duration acquireTimeout();

  /** Lends a connection; closed, it comes back. */
  DataSource source();

  /** How its connections are at this moment. */
  PoolState state();

  /**
   * Who has a connection, those who have had theirs for longest first. One who has had it for
   * longer than anybody's work takes has most likely lost it.
   */
  List<Loan> loans();

  /** What it means that no connection was lent: the pool is short of them, or the server is. */
  ErrorKind kind(SQLException refusal);

  /** Closes every connection, also those that are lent. */
  @Override
  void close();
}
