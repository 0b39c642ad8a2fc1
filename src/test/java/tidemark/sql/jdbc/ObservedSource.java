package tidemark.sql.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A source that remembers why it cannot connect: the pool only logs that, and a full pool and a
 * server that refuses are two diagnoses. Thread-safe.
 */
final class ObservedSource extends ForwardingSource {
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

  /** When it closes, the pool waits so long for whoever still tries to connect. */
  @Override
  public int getLoginTimeout() {
    return CLOSE_SECONDS;
  }
}
