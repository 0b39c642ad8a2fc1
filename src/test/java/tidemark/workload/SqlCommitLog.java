package tidemark.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import tidemark.error.ErrorKind;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;
import tidemark.sql.Plan;
import tidemark.sql.Refusal;
import tidemark.sql.Sql;
import tidemark.sql.SqlFailure;

/**
 * Statements that the user has set: one that commits, one that reads commits back. What is
 * committed by them stays.
 */
public final class SqlCommitLog implements CommitLog {
  private static final Expected COMMIT =
      new Expected(
          "db.commit.sql",
          "one statement with three parameters (branch, message, id or empty) that gives back the id",
          3,
          1);
  private static final Expected STORED =
      new Expected(
          "db.commit.storedSql",
          "one query with one parameter (what messages are like) that gives id and message",
          1,
          2);

  private final Settings settings;
  private final Sql commit;
  private final Sql stored;

  /**
   * What a statement is like.
   *
   * @param columns that it gives, or more
   */
  private record Expected(String key, String allowed, int parameters, int columns) {}

  /** Reads the group {@code db.commit}; whether it is of use, {@link #prepare} finds out. */
  public SqlCommitLog(Settings settings) {
    this.settings = settings;
    commit = new Sql("commit", settings.text(COMMIT.key));
    stored = new Sql("stored", settings.text(STORED.key));
  }

  /**
   * Asks the database, which executes nothing for it.
   *
   * @throws SettingsException if a statement is not as it must be
   */
  @Override
  public void prepare(Connection connection) {
    check(connection, commit, COMMIT);
    check(connection, stored, STORED);
  }

  private void check(Connection connection, Sql sql, Expected expected) {
    if (sql.text().isBlank() || isSeveral(sql.text())) {
      throw settings.refuse(expected.key, expected.allowed);
    }
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      ResultSetMetaData columns = statement.getMetaData(); // null, or an exception, without any
      if (statement.getParameterMetaData().getParameterCount() != expected.parameters
          || columns == null
          || columns.getColumnCount() < expected.columns) {
        throw settings.refuse(expected.key, expected.allowed);
      }
    } catch (SQLException e) {
      String why = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
      throw settings.refuse(expected.key, "%s; it gives: %s".formatted(expected.allowed, why));
    }
  }

  /** Drivers differ in what they make of a second statement: one leaves it out. */
  private static boolean isSeveral(String sql) {
    return sql.replaceAll("'[^']*'", "").matches("(?s).*;\\s*\\S.*");
  }

  @Override
  public Plan.Builder<Commit, CommitAttempt> commit(Plan.Builder<Commit, CommitAttempt> plan) {
    return plan.query(
        commit,
        (attempt, params) -> {
          Commit made = attempt.commit();
          params.text(made.branch()).text(made.message()).text(made.customId());
        },
        (attempt, rows) ->
            attempt.named(
                rows.first(row -> row.text(1))
                    .orElseThrow(
                        () -> new Refusal(OneRow.WRONG_COUNT, COMMIT.key + " gave no id"))));
  }

  @Override
  public Sql stored() {
    return stored;
  }

  @Override
  public ErrorKind kind(SqlFailure failure) {
    return failure.kind();
  }
}
