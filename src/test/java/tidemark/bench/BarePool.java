package tidemark.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tidemark.workload.AccountFeeder;
import tidemark.workload.NewAccount;
import tidemark.workload.Role;

/**
 * HikariCP with Tidemark's settings; statements are kept beside each physical connection, as
 * Tidemark keeps them. Thread-safe.
 */
final class BarePool implements AutoCloseable {
  private final SqlTask task;
  private final HikariDataSource hikari;
  private final Map<Connection, Kept> kept = new ConcurrentHashMap<>();
  private final AccountFeeder feeder;
  private final AtomicLong accounts;

  /** The roles on one physical connection. */
  private static final class Kept {
    final BareConnection connection;
    final BareRole inserter;
    final BareRole transferrer;
    final BareRole reader;
    final BareRole checker;
    final BareRole deleter;

    Kept(BareConnection connection) throws SQLException {
      this.connection = connection;
      inserter = new BareInsert(connection);
      transferrer = new BareTransfer(connection);
      reader = new BareRead(connection);
      checker = new BareCheck(connection);
      deleter = new BareDelete(connection);
    }

    BareRole of(Role role) {
      return switch (role) {
        case INSERTER -> inserter;
        case TRANSFERRER -> transferrer;
        case READER -> reader;
        case CHECKER -> checker;
        case DELETER -> deleter;
      };
    }
  }

  BarePool(SqlTask task) {
    this.task = task;
    HikariConfig config = new HikariConfig();
    config.setDataSource(task.source());
    config.setMaximumPoolSize(Work.CONNECTIONS);
    config.setMinimumIdle(Work.CONNECTIONS);
    config.setConnectionTimeout(Duration.ofSeconds(30).toMillis());
    config.setMaxLifetime(0);
    this.hikari = new HikariDataSource(config);
    this.feeder = FilledBank.feederBehind(task.work().accounts());
    this.accounts = new AtomicLong(task.work().accounts());
  }

  /** One turn on a connection of the pool; what fails is rolled back. */
  boolean take(Role role, BareUser user) throws SQLException {
    try (Connection borrowed = hikari.getConnection()) {
      Connection physical = borrowed.unwrap(Connection.class);
      Kept here = kept(physical);
      try {
        return here.of(role).take(user);
      } catch (SQLException | RuntimeException e) {
        if (!rolledBack(here, e)) {
          kept.remove(physical);
          physical.close();
          hikari.evictConnection(borrowed);
        }
        throw e;
      }
    }
  }

  /** A connection that keeps its transaction would keep its locks. */
  private static boolean rolledBack(Kept here, Exception cause) {
    try {
      here.connection.rollback();
      return true;
    } catch (SQLException e) {
      cause.addSuppressed(e);
      return false;
    }
  }

  private Kept kept(Connection physical) throws SQLException {
    Kept known = kept.get(physical);
    if (known == null) {
      known = new Kept(new BareConnection(physical, task.dialect()));
      kept.put(physical, known);
    }
    return known;
  }

  synchronized List<NewAccount> newAccounts(int count) {
    List<NewAccount> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(FilledBank.next(feeder));
    }
    return all;
  }

  /** True if so many more accounts would be too many. */
  boolean bankIsFull(int more) {
    int max = task.work().accountsMax();
    return max > 0 && accounts.get() + more > max;
  }

  void accountsChanged(int by) {
    accounts.addAndGet(by);
  }

  @Override
  public void close() {
    hikari.close();
  }
}
