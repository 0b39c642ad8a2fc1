package tidemark.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import tidemark.error.ErrorKind;
import tidemark.sql.Plan;
import tidemark.sql.Sql;
import tidemark.sql.SqlFailure;

/** Where versioned commits go: each has an id of its own and a message, on a branch. Stateless. */
public interface CommitLog {
  /**
   * Makes its tables, or looks whether it is there.
   *
   * @throws SQLException if it cannot be used; the message says why
   */
  void prepare(Connection connection) throws SQLException;

  /** Adds the statements of a commit, after which the attempt has an id. */
  Plan.Builder<Commit, CommitAttempt> commit(Plan.Builder<Commit, CommitAttempt> plan);

  /** Reads id and message of all commits whose message is like the one parameter. */
  Sql stored();

  /**
   * Reads the version that the log gives a table, like {@code 1.0.0}, by the one parameter, the
   * table's name; no row if it gives none. Empty where a table's version is the commit that made
   * it.
   */
  default Optional<Sql> version() {
    return Optional.empty();
  }

  /** What makes its ids; empty where the database does so by itself. */
  default Optional<CommitIds> ids() {
    return Optional.empty();
  }

  /** The most characters that a message may have. */
  default int longestMessage() {
    return Integer.MAX_VALUE;
  }

  /** What a failed commit means. */
  ErrorKind kind(SqlFailure failure);
}
