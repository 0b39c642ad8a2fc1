package tidemark.run.scenario;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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
import tidemark.sql.SqlPool;
import tidemark.sql.jdbc.JdbcDatabase;
import tidemark.sql.jdbc.JdbcEngine;
import tidemark.sql.jdbc.JdbcPool;
import tidemark.sql.jdbc.JdbcSettings;

/**
 * The database that a case works on, and all that the case has opened: closed when it is over,
 * however it ends. Thread-safe.
 */
public final class CaseSite implements AutoCloseable {
  /** Why a case that needs more than its {@link #share} is not tried. */
  public static final String OTHERS =
      "it would leave too few connections to the others who use a server that is not on this"
          + " machine, unless run.destructive=true and run.destructiveTarget names it again";

  private static final Logger LOG = LoggerFactory.getLogger(CaseSite.class);

  private final DataSource source;
  private final SqlDialect dialect;
  private final IntFunction<JdbcSettings> settings;
  private final boolean ours;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private boolean closed;

  /**
   * A site.
   *
   * @param settings of an engine with so many connections
   */
  public CaseSite(DataSource source, SqlDialect dialect, IntFunction<JdbcSettings> settings) {
    this(source, dialect, settings, false);
  }

  /**
   * The same.
   *
   * @param ours true if the server is there for us, or was named as one that may be filled
   */
  public CaseSite(
      DataSource source, SqlDialect dialect, IntFunction<JdbcSettings> settings, boolean ours) {
    this.source = source;
    this.dialect = dialect;
    this.settings = settings;
    this.ours = ours;
  }

  /** A site whose connections to the same database are made in another way. */
  public CaseSite with(UnaryOperator<DataSource> change) {
    return closing(new CaseSite(change.apply(source), dialect, settings, ours));
  }

  /** A site whose engines and pools let everybody wait and work for so long at least. */
  public CaseSite patient(Duration least) {
    return closing(
        new CaseSite(
            source, dialect, connections -> settings.apply(connections).patient(least), ours));
  }

  /**
   * A new engine whose connections are all open.
   *
   * @throws SQLException if not all of them can be opened
   */
  public SqlEngine engine(int connections) throws SQLException {
    return closing(JdbcEngine.open(source, dialect, settings.apply(connections)));
  }

  public SqlDialect dialect() {
    return dialect;
  }

  /** What connections to the database come from. */
  public DataSource source() {
    return source;
  }

  /** A new connection of no pool. */
  public Connection connection() throws SQLException {
    return closing(source.getConnection());
  }

  /** What an error on such a connection means. */
  public ErrorKind kind(SQLException error, SqlPhase phase) {
    return JdbcDatabase.of(dialect, new LockWaits()).classify(error, phase);
  }

  /** Why a connection, a pool or an engine could not be opened. */
  public ErrorKind kind(SQLException refusal) {
    return kind(refusal, SqlPhase.ACQUIRE);
  }

  /**
   * A new pool, without an engine, whose connections are all open.
   *
   * @param name by which its errors call it
   * @throws SQLException if not all of them can be opened
   */
  public SqlPool pool(String name, int connections) throws SQLException {
    return closing(JdbcPool.open(name, source, dialect, settings.apply(connections)));
  }

  /**
   * How many connections can be open at once.
   *
   * @param opened as many as were asked for, or fewer
   * @param refusal why there are not more; empty if there are as many as were asked for
   */
  public record Reach(int opened, Optional<ErrorKind> refusal) {}

  /**
   * True if all connections of the server may be taken: it is ours, or on this machine. A file has
   * no number of them.
   */
  public boolean mayFill() throws SQLException {
    return share(Integer.MAX_VALUE) == Integer.MAX_VALUE;
  }

  /**
   * How many of so many connections may be opened at once: all, where the server may be filled;
   * elsewhere at most half of those that it has left, for others need them too.
   */
  public int share(int wanted) throws SQLException {
    if (ours || dialect == SqlDialect.SQLITE) {
      return wanted;
    }
    try (Connection look = source.getConnection()) {
      SharedServer server = new SharedServer(look);
      return server.isNear() ? wanted : Math.max(0, Math.min(wanted, server.free() / 2));
    }
  }

  /** Opens so many connections, until one is refused, and closes them again. */
  public Reach reach(int connections) {
    try (CaseSite trial = with(UnaryOperator.identity())) {
      for (int i = 0; i < connections; i++) {
        try {
          trial.connection();
        } catch (SQLException e) {
          return new Reach(i, Optional.of(kind(e)));
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
