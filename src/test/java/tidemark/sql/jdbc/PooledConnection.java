package tidemark.sql.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import tidemark.sql.Interrupt;
import tidemark.sql.Sql;

/**
 * A physical connection and its prepared statements, which live as long as it does: the pool's own
 * wrapper would close them each time it is given back. Used by one thread at a time.
 */
final class PooledConnection {
  private final Connection physical;
  private final JdbcDatabase database;
  private final Interrupt interrupt;
  private final Map<Sql, PreparedSql> statements = new HashMap<>();

  PooledConnection(Connection physical, JdbcDatabase database, Executor sender)
      throws SQLException {
    this.physical = physical;
    this.database = database;
    this.interrupt = database.interrupt(physical, sender);
  }

  Connection physical() {
    return physical;
  }

  /** Ends what runs here; for another thread. */
  Interrupt interrupt() {
    return interrupt;
  }

  PreparedStatement statement(Sql sql) throws SQLException {
    return prepared(sql).statement();
  }

  PreparedSql prepared(Sql sql) throws SQLException {
    PreparedSql known = statements.get(sql);
    if (known == null) {
      PreparedStatement statement = physical.prepareStatement(sql.text());
      known = new PreparedSql(statement, database.params(statement));
      statements.put(sql, known);
    }
    return known;
  }
}
