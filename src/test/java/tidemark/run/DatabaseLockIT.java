package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.settings.SettingsException;
import tidemark.sql.SqlDialect;
import tidemark.testdb.Await;
import tidemark.testdb.TestDatabase;

/** The advisory lock when its session is lost: taken again, unless somebody else was first. */
class DatabaseLockIT {
  private static final String LOCKS =
      "FROM pg_locks WHERE locktype = 'advisory' AND database ="
          + " (SELECT oid FROM pg_database WHERE datname = current_database())";
  private static final String HOLDER = "SELECT MAX(pid) " + LOCKS + " AND granted";

  @TempDir Path folder;
  private final TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, Path.of("unused"));

  @AfterEach
  void drop() throws SQLException {
    database.close();
  }

  @Test
  void aLostLockIsTakenAgain() throws Exception {
    DatabaseTarget target =
        new DatabaseTarget(database.source(), database.url(), "shown", database.user(), null, "18");
    try (DatabaseLock lock = DatabaseLock.take(target, SqlDialect.POSTGRESQL)) {
      long first = database.number(HOLDER);
      lock.renew();
      assertThat(database.number(HOLDER)).isEqualTo(first);
      cutOff(first);
      Await.until("it is taken again by itself", () -> database.number(HOLDER) > 0);
      assertThatThrownBy(() -> DatabaseLock.take(target, SqlDialect.POSTGRESQL))
          .isInstanceOf(SettingsException.class);
      assertThat(database.number(HOLDER)).isNotEqualTo(first);
    }
    assertThat(database.number(HOLDER)).isZero();
  }

  private void cutOff(long session) throws SQLException {
    database.execute("SELECT pg_terminate_backend(" + session + ", 20000)");
  }

  /** By then the tables may be another run's. */
  @Test
  void aRunWhoseLockAnotherHasDropsNoTables() throws Exception {
    Map<String, String> settings =
        Map.of(
            "db.url", database.url(),
            "db.user", database.user(),
            "db.seconds", "3",
            "db.workers", "1",
            "load.warmup", "0");
    try (ForkedRun run = ForkedRun.start(folder, settings);
        Connection other = database.source().getConnection()) {
      Await.until("the run has the lock", () -> database.number(HOLDER) > 0);
      CompletableFuture<Void> granted = CompletableFuture.runAsync(() -> waitForLock(other));
      Await.until(
          "another waits for it",
          () -> database.number("SELECT COUNT(*) " + LOCKS + " AND NOT granted") == 1);
      cutOff(database.number(HOLDER));
      granted.join();
      run.exitCode();
      assertThat(run.console())
          .contains("not all could be cleaned up: ", "another run of Tidemark is working there");
      assertThat(database.number("SELECT COUNT(*) FROM tidemark_branch")).isPositive();
    }
  }

  private static void waitForLock(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = 0");
      statement.execute("SELECT pg_advisory_lock(x'746964656d61726b'::bit(64)::bigint)");
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }
}
