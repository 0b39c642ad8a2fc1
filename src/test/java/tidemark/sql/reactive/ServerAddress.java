package tidemark.sql.reactive;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbcurlresolver.PgPassParser;

/**
 * Where a PostgreSQL server is, and how to connect to it.
 *
 * @param password empty when the server asks for none
 * @param sslMode as in {@code sslmode=} of a URL
 * @param rootCertificate of whom the server's certificate must be, in PEM; looked at by the modes
 *     that verify
 * @param properties what the server is told when a connection begins, as {@code application_name}
 */
public record ServerAddress(
    String host,
    int port,
    String database,
    String user,
    String password,
    String sslMode,
    Optional<Path> rootCertificate,
    Map<String, String> properties) {

  private static final String ANY_CERTIFICATE = "prefer";
  private static final int DEFAULT_PORT = 5432;

  /** What the driver is told in a URL and this client understands too, or need not. */
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "PGHOST",
          "PGPORT",
          "PGDBNAME",
          "user",
          "password",
          "ApplicationName",
          "options",
          "currentSchema",
          "sslmode",
          "sslrootcert",
          "connectTimeout",
          "loginTimeout",
          "cancelSignalTimeout");

  /**
   * The server that the JDBC driver would connect to, in the way that it would.
   *
   * @throws IllegalArgumentException if the driver is told what this client does not know of
   */
  public static ServerAddress of(PGSimpleDataSource source) {
    Properties told = Driver.parseURL(source.getUrl(), null);
    if (told == null || source.getServerNames().length != 1) {
      throw new IllegalArgumentException("one server is needed");
    }
    for (String name : told.stringPropertyNames()) {
      if (!UNDERSTOOD.contains(name) && !isDefault(name, told.getProperty(name))) {
        throw new IllegalArgumentException("the parameter " + name + " is the JDBC driver's own");
      }
    }
    String sslMode = Objects.requireNonNullElse(source.getSslmode(), ANY_CERTIFICATE);
    if (sslMode.startsWith("verify") && source.getSslRootCert() == null) {
      throw new IllegalArgumentException("sslmode=%s needs sslrootcert".formatted(sslMode));
    }
    String host = source.getServerNames()[0];
    int named = source.getPortNumbers()[0];
    int port = named == 0 ? DEFAULT_PORT : named;
    String user = user(source);
    String database = Objects.requireNonNullElse(source.getDatabaseName(), user);
    return new ServerAddress(
        host,
        port,
        database,
        user,
        Optional.ofNullable(source.getPassword())
            .or(() -> filed(host, port, database, user))
            .orElse(""),
        sslMode,
        Optional.ofNullable(source.getSslRootCert()).map(Path::of),
        properties(source));
  }

  /** The source names some of these too. */
  private static boolean isDefault(String name, String value) {
    PGProperty property = PGProperty.forName(name);
    return property != null && value.equals(property.getDefaultValue());
  }

  /** Where JDBC's driver looks when it is told none: {@code PGPASSFILE} or {@code ~/.pgpass}. */
  private static Optional<String> filed(String host, int port, String database, String user) {
    return Optional.ofNullable(
        PgPassParser.getPassword(host, Integer.toString(port), database, user));
  }

  private static String user(PGSimpleDataSource source) {
    return Objects.requireNonNullElse(source.getUser(), System.getProperty("user.name"));
  }

  private static Map<String, String> properties(PGSimpleDataSource source) {
    Map<String, String> properties = new HashMap<>();
    put(properties, "application_name", source.getApplicationName());
    put(properties, "options", source.getOptions());
    put(properties, "search_path", source.getCurrentSchema());
    return properties;
  }

  private static void put(Map<String, String> properties, String name, @Nullable String value) {
    if (value != null) {
      properties.put(name, value);
    }
  }

  /** Without what opens the database. */
  @Override
  public String toString() {
    return "ServerAddress[%s:%d/%s]".formatted(host, port, database);
  }
}
