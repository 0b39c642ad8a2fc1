package tidemark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import tidemark.settings.Redacted;
import tidemark.settings.SettingsException;
import tidemark.sql.SqlDialect;
import tidemark.sql.jdbc.PostgresqlSource;
import tidemark.target.PostgresServer;

/**
 * The database that a run is pointed at: reached, or started.
 *
 * @param source opens connections, each set up as the settings say
 * @param url with all that the driver needs; never shown
 * @param shownUrl for people and files
 * @param user for those who connect by URL
 * @param password the same
 * @param version of the database
 * @param closing stops what was started; its argument is true to keep the data
 */
record DatabaseTarget(
    DataSource source,
    String url,
    String shownUrl,
    String user,
    String password,
    String version,
    Closing closing) {

  /** Ends what was started for the run. */
  @FunctionalInterface
  interface Closing {
    void close(boolean keep) throws IOException;
  }

  /**
   * Opens the target.
   *
   * @param folder where an embedded database lies
   * @throws SettingsException if it cannot be reached, in one line
   */
  static DatabaseTarget open(DatabaseSettings settings, Path folder) {
    return settings.dialect() == SqlDialect.SQLITE
        ? sqlite(settings, folder)
        : postgresql(settings, folder);
  }

  private static DatabaseTarget sqlite(DatabaseSettings settings, Path folder) {
    Path file = folder.resolve("tidemark.sqlite");
    String url = settings.embedded() ? "jdbc:sqlite:" + file : settings.url();
    DataSource source = settings.sqlite().of(url);
    Closing closing = keep -> {};
    if (settings.embedded()) {
      closing = keep -> SqliteFiles.close(file, keep);
    }
    return reached(source, url, settings.user(), settings.password(), closing);
  }

  private static DatabaseTarget postgresql(DatabaseSettings settings, Path folder) {
    if (!settings.embedded()) {
      PGSimpleDataSource source =
          postgresql(settings, settings.url(), settings.user(), settings.password());
      return reached(
          source,
          settings.url(),
          Objects.requireNonNullElse(source.getUser(), System.getProperty("user.name")),
          Objects.requireNonNullElse(source.getPassword(), ""),
          keep -> {});
    }
    PostgresServer server;
    try {
      server = PostgresServer.start(folder.resolve("postgresql"), settings.connections());
    } catch (IOException e) {
      throw new SettingsException("the embedded PostgreSQL does not start: " + e.getMessage());
    }
    Closing closing =
        keep -> {
          if (keep) {
            server.close();
          } else {
            server.delete();
          }
        };
    return reached(
        postgresql(settings, server.url(), server.user(), ""),
        server.url(),
        server.user(),
        "",
        closing);
  }

  private static PGSimpleDataSource postgresql(
      DatabaseSettings settings, String url, String user, String password) {
    try {
      return new PostgresqlSource(user, password, settings.lockTimeout()).of(url);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          "db.url = %s is refused; allowed: jdbc:postgresql://<host>[:<port>]/<database>"
              .formatted(Redacted.url(url)));
    }
  }

  private static DatabaseTarget reached(
      DataSource source, String url, String user, String password, Closing closing) {
    try (Connection connection = source.getConnection()) {
      String version = connection.getMetaData().getDatabaseProductVersion().split(" ")[0];
      return new DatabaseTarget(source, url, Redacted.url(url), user, password, version, closing);
    } catch (SQLException e) {
      throw new SettingsException(
          "db.url = %s cannot be used: %s".formatted(Redacted.url(url), oneLine(e)));
    }
  }

  /** The file behind an SQLite URL. */
  String sqliteFile() {
    return shownUrl.substring("jdbc:sqlite:".length()).replaceFirst("^file:", "");
  }

  static String oneLine(Exception error) {
    return String.valueOf(error.getMessage()).replaceAll("\\s+", " ").strip();
  }
}
