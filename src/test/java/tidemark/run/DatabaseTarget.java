package tidemark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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
 * @param password the same; null when the driver finds it elsewhere
 * @param version of the database
 */
record DatabaseTarget(
    DataSource source,
    String url,
    String shownUrl,
    String user,
    @Nullable String password,
    String version) {

  /**
   * Opens the target.
   *
   * @param folder where an embedded database lies
   * @param opened takes what is started
   * @throws SettingsException if it cannot be reached, in one line
   */
  static DatabaseTarget open(DatabaseSettings settings, Path folder, Opened opened) {
    if (settings.dialect() == SqlDialect.SQLITE) {
      return sqlite(settings, folder, opened);
    }
    return settings.embedded() ? server(settings, folder, opened) : postgresql(settings);
  }

  private static DatabaseTarget sqlite(DatabaseSettings settings, Path folder, Opened opened) {
    String url = settings.url();
    if (settings.embedded()) {
      Path file = folder.resolve("tidemark.sqlite");
      url = "jdbc:sqlite:" + file;
      opened.add(keep -> SqliteFiles.close(file, keep));
    }
    return reached(settings.sqlite().of(url), url, settings.user(), settings.password());
  }

  private static DatabaseTarget server(DatabaseSettings settings, Path folder, Opened opened) {
    PostgresServer server;
    try {
      // where engines are compared, each has as many
      server = PostgresServer.start(serverData(folder), 2 * settings.connections());
    } catch (IOException e) {
      throw new SettingsException("the embedded PostgreSQL does not start: " + e.getMessage());
    }
    opened.add(
        keep -> {
          if (keep) {
            server.close();
          } else {
            server.delete();
          }
        });
    PGSimpleDataSource source = source(settings, server.url(), server.user(), "");
    return reached(source, server.url(), server.user(), null);
  }

  /** Where an embedded server has its data. */
  static Path serverData(Path folder) {
    return folder.resolve("postgresql");
  }

  private static DatabaseTarget postgresql(DatabaseSettings settings) {
    PGSimpleDataSource source =
        source(settings, settings.url(), settings.user(), settings.password());
    String user = Objects.requireNonNullElse(source.getUser(), System.getProperty("user.name"));
    return reached(source, settings.url(), user, source.getPassword());
  }

  private static PGSimpleDataSource source(
      DatabaseSettings settings, String url, String user, String password) {
    try {
      return new PostgresqlSource(user, password, settings.lockTimeout()).of(url);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          "db.url = %s is refused; allowed: jdbc:postgresql://<host>[:<port>]/<database>"
              .formatted(Redacted.url(url)));
    }
  }

  /** Drivers answer with all kinds of exceptions to what is wrong in a URL. */
  private static DatabaseTarget reached(
      DataSource source, String url, String user, @Nullable String password) {
    try (Connection connection = source.getConnection()) {
      String version = connection.getMetaData().getDatabaseProductVersion().split(" ")[0];
      return new DatabaseTarget(source, url, Redacted.url(url), user, password, version);
    } catch (SQLException | RuntimeException e) {
      throw unusable(Redacted.url(url), e);
    }
  }

  /** The refusal of this target. */
  SettingsException unusable(Exception why) {
    return unusable(shownUrl, why);
  }

  private static SettingsException unusable(String shownUrl, Exception why) {
    return new SettingsException(
        "db.url = %s cannot be used: %s".formatted(shownUrl, oneLine(why)));
  }

  static String oneLine(Exception error) {
    return String.valueOf(error.getMessage()).replaceAll("\\s+", " ").strip();
  }

  /** Without what opens the database. */
  @Override
  public String toString() {
    return "DatabaseTarget[" + shownUrl + "]";
  }
}
