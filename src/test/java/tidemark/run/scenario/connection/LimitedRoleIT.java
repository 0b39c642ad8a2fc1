package tidemark.run.scenario.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.sql.SqlDialect;
import tidemark.sql.jdbc.PostgresqlSource;
import tidemark.testdb.Await;
import tidemark.testdb.TestDatabase;

/** Roles of a server, which all of its databases share. */
class LimitedRoleIT {
  private static final String OURS = "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'tidemark%'";

  @TempDir Path folder;
  private TestDatabase database;
  private TestDatabase beside;

  @BeforeEach
  void open() {
    database = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
    beside = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
  }

  @AfterEach
  void close() throws SQLException {
    beside.close();
    database.close();
  }

  private void dropLeft() throws SQLException {
    dropLeft(beside.source());
  }

  private static void dropLeft(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      LimitedRole.dropLeft(connection);
    }
  }

  /** Leaves one, as whoever connects by this source, and does not close it. */
  private void leave(DataSource source) throws Exception {
    try (OwnSession maker = new OwnSession(source.getConnection())) {
      assertThat(LimitedRole.make(maker)).isPresent();
    }
    Await.until(
        "the server has seen its end",
        () -> beside.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == 0);
  }

  @Test
  void itIsGoodForAnHourAndGoneWhenItIsClosed() throws SQLException {
    try (OwnSession maker = new OwnSession(database.source().getConnection());
        LimitedRole role = LimitedRole.make(maker).orElseThrow()) {
      assertThat(role).isNotNull();
      assertThat(
              database.number(
                  OURS
                      + " AND rolvaliduntil BETWEEN now() + interval '59 min'"
                      + " AND now() + interval '1 hour' AND rolconnlimit = 5"))
          .isOne();
    }
    assertThat(database.number(OURS)).isZero();
  }

  /** A session that ends in any other way than by closing the role is that of a killed run. */
  @Test
  void whatAKilledRunHasLeftGoesAndNotWhileOneNeedsIt() throws Exception {
    try (OwnSession maker = new OwnSession(database.source().getConnection())) {
      assertThat(LimitedRole.make(maker)).isPresent();
      dropLeft();
      assertThat(beside.number(OURS)).as("that of a run on another database").isOne();
    }
    leave(database.source());
    dropLeft();
    assertThat(beside.number(OURS)).isZero();
  }

  /** Who may make roles has made it, and drops its own; that of a superuser stays. */
  @Test
  void itTakesNoSuperuser() throws Exception {
    database.execute("CREATE ROLE maker LOGIN CREATEROLE");
    try {
      DataSource maker =
          new PostgresqlSource("maker", "", Duration.ofSeconds(2)).of(database.url());
      leave(maker);
      leave(database.source());
      dropLeft(maker);
      assertThat(beside.number(OURS)).isOne();
      dropLeft();
      assertThat(beside.number(OURS)).isZero();
    } finally {
      database.execute("DROP ROLE maker");
    }
  }

  /** It must have both our name and our mark. */
  @Test
  void whatOthersHaveMadeStays() throws Exception {
    String name = "tidemark_limited_" + UUID.randomUUID().toString().replace("-", "");
    database.execute("CREATE ROLE tidemark_limited_mine", "CREATE ROLE " + name);
    try {
      try (OwnSession maker = new OwnSession(database.source().getConnection())) {
        assertThat(LimitedRole.make(maker)).isPresent();
        String mark =
            maker.text(
                "SELECT shobj_description(oid, 'pg_authid') FROM pg_roles"
                    + " WHERE rolname LIKE 'tidemark%' AND rolcanlogin");
        maker.execute("COMMENT ON ROLE tidemark_limited_mine IS '" + mark + "'");
      }
      Await.until(
          "what is ours has gone",
          () -> {
            dropLeft();
            return beside.number(OURS) == 2;
          });
      dropLeft();
      assertThat(beside.number(OURS)).isEqualTo(2);
    } finally {
      database.execute("DROP ROLE tidemark_limited_mine", "DROP ROLE " + name);
    }
  }
}
