package tidemark.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import tidemark.error.ErrorKind;
import tidemark.sql.Plan;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlFailure;
import tidemark.sql.SqlFile;

/**
 * A commit log in tables of our own. As in git, a commit's id is the digest of what it says and of
 * the commit before it, so commits of one branch follow one another.
 */
public final class BuiltinCommitLog implements CommitLog {
  private final SqlDialect dialect;
  private final SqlFile sql;

  public BuiltinCommitLog(SqlDialect dialect) {
    this.dialect = dialect;
    this.sql = dialect.file("commit");
  }

  @Override
  public void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Sql table : dialect.file("commit-schema").all()) {
        statement.execute(table.text());
      }
    }
  }

  @Override
  public Plan.Builder<Commit, CommitAttempt> commit(Plan.Builder<Commit, CommitAttempt> plan) {
    return plan.update(
            sql.get("branch"), (attempt, params) -> params.text(attempt.commit().branch()))
        .query(
            sql.get("head"),
            (attempt, params) -> params.text(attempt.commit().branch()),
            (attempt, rows) -> attempt.after(rows.first(row -> row.text(1)).orElseThrow()))
        .update(
            sql.get("commit"),
            (attempt, params) -> {
              Commit commit = attempt.commit();
              attempt.named(
                  commit.customId().isEmpty()
                      ? digest(attempt.parent(), commit)
                      : commit.customId());
              params
                  .text(attempt.id())
                  .text(commit.branch())
                  .text(attempt.parent())
                  .text(commit.message());
            },
            (attempt, rows) -> OneRow.require("commit", rows))
        .update(
            sql.get("move"),
            (attempt, params) -> params.text(attempt.id()).text(attempt.commit().branch()),
            (attempt, rows) -> OneRow.require("branch", rows));
  }

  private static String digest(String parent, Commit commit) {
    return Digest.of(String.join("\n", parent, commit.branch(), commit.message()));
  }

  @Override
  public Optional<CommitIds> ids() {
    return Optional.of(BuiltinCommitLog::digest);
  }

  @Override
  public Sql stored() {
    return sql.get("stored");
  }

  @Override
  public ErrorKind kind(SqlFailure failure) {
    return failure.kind();
  }
}
