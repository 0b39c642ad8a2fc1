package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.sql.SqlDialect;
import tidemark.testdb.Await;
import tidemark.testdb.TestDatabase;

/** Sessions of a real server, as they wait. */
class SessionLookIT {
  private static final String CHANGE = "UPDATE line SET text = 'changed'";

  private final TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, Path.of(""));
  private final SessionLook look = new SessionLook(database.source());

  @BeforeEach
  void fill() throws SQLException {
    database.execute("CREATE TABLE line (text TEXT)", "INSERT INTO line VALUES ('as it was')");
  }

  @AfterEach
  void close() throws SQLException {
    look.close();
    database.close();
  }

  @Test
  void whoWaitsForALockAndWhoHasIt() throws Exception {
    try (Connection holder = database.source().getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute(CHANGE);
      CompletableFuture<Void> waiter = CompletableFuture.runAsync(this::change);

      Await.until(
          "somebody waits", () -> seen().containsKey("Lock:transactionid") || waiter.isDone());
      assertThat(seen()).containsEntry("Lock:transactionid", 1L);
      assertThat(seen()).containsEntry("idle in transaction", 1L);

      holder.commit();
      waiter.join();
    }
    Await.until("all are idle", () -> seen().isEmpty());
  }

  @Test
  void aLostConnectionIsReplaced() throws SQLException {
    assertThat(seen()).as("its own is left out").isEmpty();
    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");

    assertThat(look.sessions()).isEmpty();
    assertThat(look.sessions()).isPresent();
  }

  @Test
  void afterItsEndItHasNoConnection() throws Exception {
    seen();

    look.close();

    Await.until("nobody is there", () -> others() == 0);
    assertThat(look.sessions()).isEmpty();
    Await.until("nobody is there", () -> others() == 0);
  }

  private long others() throws SQLException {
    return database.number(
        "SELECT COUNT(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
  }

  private Map<String, Long> seen() {
    Optional<Map<String, Long>> sessions = look.sessions();
    return sessions.orElseThrow();
  }

  private void change() {
    try {
      database.execute(CHANGE);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
