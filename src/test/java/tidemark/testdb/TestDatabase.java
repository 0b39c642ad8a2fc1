package tidemark.testdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import tidemark.sql.SqlDialect;
import tidemark.sql.jdbc.PostgresqlSource;
import tidemark.sql.jdbc.SqliteSource;
import tidemark.target.PostgresServer;

/**
 * An empty database for one test: an SQLite file, or a database of its own on one PostgreSQL server
 * that all tests of a JVM share.
 *
 * @param dialect its kind
 * @param source opens connections as a run would
 * @param url for those who connect by themselves
 * @param user the same
 */
public record TestDatabase(SqlDialect dialect, DataSource source, String url, String user)
    implements AutoCloseable {
  private static final Duration LOCK_WAIT = Duration.ofSeconds(2);
  private static final int CONNECTIONS = 90;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Started when the first test asks, stopped and deleted when the JVM ends. */
  private static final class Shared {
    static final PostgresServer SERVER = start();
    static final DataSource ADMIN = sources(SERVER).of(SERVER.url());

    private static PostgresServer start() {
      try {
        PostgresServer server =
            PostgresServer.start(Files.createTempDirectory("tidemark-test"), CONNECTIONS);
        Runtime.getRuntime().addShutdownHook(new Thread(Shared::delete));
        // A database for each test is hundreds that are made and dropped.
        execute(
            sources(server).of(server.url()),
            "ALTER SYSTEM SET fsync = off",
            "SELECT pg_reload_conf()");
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void delete() {
      try {
        SERVER.delete();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static PostgresqlSource sources(PostgresServer server) {
      return new PostgresqlSource(server.user(), "", LOCK_WAIT);
    }
  }

  /** A new database of this kind; {@code folder} is where a file goes. */
  public static TestDatabase of(SqlDialect dialect, Path folder) {
    return dialect == SqlDialect.SQLITE ? sqlite(folder) : postgresql();
  }

  private static TestDatabase sqlite(Path folder) {
    String url = "jdbc:sqlite:" + folder.resolve("test-" + NUMBER.incrementAndGet() + ".sqlite");
    DataSource source = new SqliteSource("wal", "normal", LOCK_WAIT).of(url);
    return new TestDatabase(SqlDialect.SQLITE, source, url, "");
  }

  private static TestDatabase postgresql() {
    String name = "test_" + NUMBER.incrementAndGet();
    try {
      execute(
          Shared.ADMIN,
          "CREATE DATABASE " + name,
          "ALTER DATABASE " + name + " SET synchronous_commit = off");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    String url = Shared.SERVER.url().replaceAll("/[a-z]+$", "/" + name);
    return new TestDatabase(
        SqlDialect.POSTGRESQL, Shared.sources(Shared.SERVER).of(url), url, Shared.SERVER.user());
  }

  /** Drops it, whoever is still connected; a file goes with its folder. */
  @Override
  public void close() throws SQLException {
    if (dialect == SqlDialect.POSTGRESQL) {
      execute(Shared.ADMIN, "DROP DATABASE IF EXISTS " + name() + " WITH (FORCE)");
    }
  }

  /** What a server knows it by; of a file, its name. */
  public String name() {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** Runs statements, one after the other, each committed by itself. */
  public void execute(String... statements) throws SQLException {
    execute(source, statements);
  }

  private static void execute(DataSource source, String... statements) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The number that a query of one row and one column gives, on a connection of its own. */
  public long number(String query) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
