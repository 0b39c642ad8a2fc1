package tidemark.sql.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A source that remembers why it cannot connect: the pool only logs that, and a full pool and a
 * server that refuses are two diagnoses. Thread-safe.
 */
final class ObservedSource implements DataSource {
  private static final int CLOSE_SECONDS = 1;

  private final DataSource source;
  private volatile @Nullable SQLException failure;

  ObservedSource(DataSource source) {
    this.source = source;
  }

  /** Why the last try to connect failed; null if it did not. */
  @Nullable SQLException failure() {
    return failure;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      Connection connection = source.getConnection();
      failure = null;
      return connection;
    } catch (SQLException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the source knows its user");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {}

  /** The pool would change it for everybody else who connects by this source. */
  @Override
  public void setLoginTimeout(int seconds) {}

  /** When it closes, the pool waits so long for whoever still tries to connect. */
  @Override
  public int getLoginTimeout() {
    return CLOSE_SECONDS;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("java.util.logging is not used");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return source.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return source.isWrapperFor(type);
  }
}
