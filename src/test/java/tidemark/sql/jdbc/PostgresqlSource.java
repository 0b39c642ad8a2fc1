package tidemark.sql.jdbc;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How connections to a PostgreSQL server are set up.
 *
 * @param user empty when the URL names one
 * @param password empty when the URL names one, or the server asks for none
 * @param lockTimeout longest wait for a row lock; zero for ever
 */
public record PostgresqlSource(String user, String password, Duration lockTimeout) {
  /** The driver logs URLs that it does not understand, with the password. Held, or it is lost. */
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  static {
    DRIVER_LOG.setLevel(Level.OFF);
  }

  private static final int CONNECT_SECONDS = 10;
  private static final int CANCEL_SECONDS = 2;

  /**
   * Opens connections to this URL.
   *
   * @throws IllegalArgumentException if the driver does not understand the URL
   */
  public PGSimpleDataSource of(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    if (!user.isEmpty()) {
      source.setUser(user);
    }
    if (!password.isEmpty()) {
      source.setPassword(password);
    }
    source.setApplicationName("tidemark");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(CONNECT_SECONDS);
    source.setCancelSignalTimeout(CANCEL_SECONDS);
    source.setOptions(withLockTimeout(source.getOptions()));
    return source;
  }

  /** What the URL says goes first. */
  private String withLockTimeout(@Nullable String options) {
    String ours = "-c lock_timeout=" + lockTimeout.toMillis();
    if (options == null) {
      return ours;
    }
    return options.contains("lock_timeout") ? options : options + " " + ours;
  }

  @Override
  public String toString() {
    return "PostgresqlSource[user=" + user + "]";
  }
}
