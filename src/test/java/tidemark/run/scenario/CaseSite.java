package tidemark.run.scenario;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;
import tidemark.record.LockWaits;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.sql.jdbc.JdbcDatabase;
import tidemark.sql.jdbc.JdbcEngine;
import tidemark.sql.jdbc.JdbcSettings;

/**
 * The database that a case works on, and all that the case has opened: closed when it is over,
 * however it ends. Thread-safe.
 */
public final class CaseSite implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CaseSite.class);

  private final DataSource source;
  private final SqlDialect dialect;
  private final IntFunction<JdbcSettings> settings;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private boolean closed;

  /**
   * A site.
   *
   * @param settings of an engine with so many connections
   */
  public CaseSite(DataSource source, SqlDialect dialect, IntFunction<JdbcSettings> settings) {
    this.source = source;
    this.dialect = dialect;
    this.settings = settings;
  }

  /** A site whose connections to the same database are made in another way. */
  CaseSite with(UnaryOperator<DataSource> change) {
    return closing(new CaseSite(change.apply(source), dialect, settings));
  }

  /**
   * A new engine whose connections are all open.
   *
   * @throws SQLException if not all of them can be opened
   */
  public SqlEngine engine(int connections) throws SQLException {
    return closing(JdbcEngine.open(source, dialect, settings.apply(connections)));
  }

  /**
   * How many connections can be open at once.
   *
   * @param opened as many as were asked for, or fewer
   * @param refusal why there are not more; empty if there are as many as were asked for
   */
  record Reach(int opened, Optional<ErrorKind> refusal) {}

  /** Opens so many connections, until one is refused, and closes them again. */
  Reach reach(int connections) {
    try (CaseSite trial = closing(new CaseSite(source, dialect, settings))) {
      for (int i = 0; i < connections; i++) {
        try {
          trial.closing(source.getConnection());
        } catch (SQLException e) {
          JdbcDatabase database = JdbcDatabase.of(dialect, new LockWaits());
          return new Reach(i, Optional.of(database.classify(e, SqlPhase.ACQUIRE)));
        }
      }
      return new Reach(connections, Optional.empty());
    }
  }

  /**
   * Takes what is to be closed with the site; closes it at once if the site is closed already.
   *
   * @return the same
   */
  public synchronized <T extends AutoCloseable> T closing(T thing) {
    if (closed) {
      close(thing);
    } else {
      opened.push(thing);
    }
    return thing;
  }

  /** Closes all of it, what was opened last first, each whatever becomes of the others. */
  @Override
  public void close() {
    for (AutoCloseable thing : taken()) {
      close(thing);
    }
  }

  private synchronized Deque<AutoCloseable> taken() {
    Deque<AutoCloseable> all = new ArrayDeque<>(opened);
    opened.clear();
    closed = true;
    return all;
  }

  private static void close(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      LOG.warn("what a case had opened could not be closed", e);
    }
  }
}
