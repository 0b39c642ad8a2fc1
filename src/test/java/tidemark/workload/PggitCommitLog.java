package tidemark.workload;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import tidemark.error.ErrorKind;
import tidemark.error.PggitErrors;
import tidemark.sql.Plan;
import tidemark.sql.Sql;
import tidemark.sql.SqlFailure;

/**
 * The pggit extension, which the server must have. What is committed there stays: it is not ours to
 * delete.
 */
public final class PggitCommitLog implements CommitLog {
  private static final String FUNCTION = "pggit.commit_changes(text, text, text)";
  private static final Sql COMMIT =
      new Sql("commit", "SELECT pggit.commit_changes(?, ?, NULLIF(?, ''))");
  private static final Sql STORED =
      new Sql("stored", "SELECT hash, message FROM pggit.commits WHERE message LIKE ?");

  /** The column that has it is called differently from one release to the next. */
  private static final Sql VERSION =
      new Sql(
          "version",
          """
          SELECT part.value
          FROM pggit.get_version(current_schema() || '.' || ?) AS found,
            jsonb_each_text(to_jsonb(found)) AS part
          WHERE part.value ~ '^[0-9]+([.][0-9]+)+$'""");

  private static final int LONGEST_MESSAGE = 10_000;

  @Override
  public void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet there =
            statement.executeQuery("SELECT to_regprocedure('" + FUNCTION + "') IS NOT NULL")) {
      if (!there.next() || !there.getBoolean(1)) {
        throw new SQLException(
            "db.commit.target = pggit needs the extension, but " + FUNCTION + " is not there");
      }
    }
  }

  @Override
  public Plan.Builder<Commit, CommitAttempt> commit(Plan.Builder<Commit, CommitAttempt> plan) {
    return plan.query(
        COMMIT,
        (attempt, params) -> {
          Commit commit = attempt.commit();
          params.text(commit.branch()).text(commit.message()).text(commit.customId());
        },
        (attempt, rows) -> attempt.named(rows.first(row -> row.text(1)).orElseThrow()));
  }

  @Override
  public Sql stored() {
    return STORED;
  }

  @Override
  public Optional<Sql> version() {
    return Optional.of(VERSION);
  }

  @Override
  public int longestMessage() {
    return LONGEST_MESSAGE;
  }

  @Override
  public ErrorKind kind(SqlFailure failure) {
    return PggitErrors.of(failure.kind(), failure.message());
  }
}
