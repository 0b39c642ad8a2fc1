package tidemark.sql.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.sql.Interrupt;

/**
 * Interrupts a PostgreSQL connection. A cancel goes by a connection of its own, which a server that
 * hangs lets wait for seconds: it is sent by somebody else.
 */
final class PostgresqlInterrupt implements Interrupt {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresqlInterrupt.class);

  private final Connection physical;
  private final Executor sender;

  PostgresqlInterrupt(Connection physical, Executor sender) {
    this.physical = physical;
    this.sender = sender;
  }

  @Override
  public void cancel() {
    sender.execute(this::send);
  }

  private void send() {
    try {
      physical.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) { // another follows, and then the connection is given up
      LOG.debug("a cancel could not be sent", e);
    }
  }

  /** Closes the socket. */
  @Override
  public void abandon() throws SQLException {
    physical.abort(Runnable::run);
  }
}
