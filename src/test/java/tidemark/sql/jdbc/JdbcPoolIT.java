package tidemark.sql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlPool;
import tidemark.testdb.Await;
import tidemark.testdb.TestDatabase;

/** A pool that is short of connections, and one whose server is: two diagnoses. */
class JdbcPoolIT {
  private static final ErrorKind TOO_MANY =
      new ErrorKind(ErrorClass.RESOURCE, "too_many_connections");

  @TempDir Path folder;
  private TestDatabase database;

  @BeforeEach
  void role() throws SQLException {
    database = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
    database.execute("CREATE ROLE guest LOGIN CONNECTION LIMIT 1");
  }

  @AfterEach
  void drop() throws SQLException {
    database.execute("DROP ROLE guest");
    database.close();
  }

  private SqlPool pool(int connections) throws SQLException {
    return JdbcPool.open(
        "guests",
        new PostgresqlSource("guest", "", Duration.ZERO).of(database.url()),
        SqlDialect.POSTGRESQL,
        new JdbcSettings(
            connections, Duration.ofMillis(300), Duration.ofSeconds(5), Optional.empty()));
  }

  @Test
  void whoIsRefusedIsToldWhichOfBoth() throws Exception {
    try (SqlPool pool = pool(1)) {
      Connection held = pool.source().getConnection();
      assertThat(refusal(pool).getMessage()).contains("guests");
      assertThat(pool.kind(refusal(pool))).isEqualTo(ErrorKind.POOL_TIMEOUT);

      database.execute(
          "ALTER ROLE guest CONNECTION LIMIT 0",
          "SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity WHERE usename = 'guest'");
      try (held;
          Statement statement = held.createStatement()) {
        assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
      }
      Await.until("the server refuses", () -> pool.kind(refusal(pool)).equals(TOO_MANY));
      assertThat(pool.loans()).isEmpty();

      database.execute("ALTER ROLE guest CONNECTION LIMIT 1");
      Await.until("it is whole again", () -> pool.state().idle() == 1);
    }
  }

  private static SQLException refusal(SqlPool pool) {
    return catchThrowableOfType(SQLException.class, () -> pool.source().getConnection());
  }

  /** Whoever is interrupted while it is filled does not go on, and leaves nothing open. */
  @Test
  void aPoolWhoseOpeningIsInterruptedIsClosed() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    Thread opener = Thread.currentThread();
    DataSource interrupting =
        new ForwardingSource() {
          @Override
          public Connection getConnection() throws SQLException {
            if (opened.incrementAndGet() > 1) {
              opener.interrupt();
            }
            return database.source().getConnection();
          }
        };
    JdbcSettings settings =
        new JdbcSettings(50, Duration.ofSeconds(1), Duration.ofSeconds(5), Optional.empty());

    assertThatThrownBy(() -> JdbcPool.open("fifty", interrupting, SqlDialect.POSTGRESQL, settings))
        .hasMessageMatching("interrupted with \\d+ of 50 connections open");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(opened).hasValueLessThan(50);
    Await.until(
        "all are closed",
        () ->
            database.number(
                    "SELECT COUNT(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()")
                == 0);
  }

  /** Its code says why, whether the first connection is refused or a later one. */
  @Test
  void aPoolThatCannotBeFilledSaysWhy() throws SQLException {
    assertThat(catchThrowableOfType(SQLException.class, () -> pool(2)).getSQLState())
        .isEqualTo("53300");
    database.execute("ALTER ROLE guest CONNECTION LIMIT 0");
    assertThat(catchThrowableOfType(SQLException.class, () -> pool(1)).getSQLState())
        .isEqualTo("53300");
  }
}
