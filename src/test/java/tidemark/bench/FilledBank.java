package tidemark.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import tidemark.sql.SqlDialect;
import tidemark.workload.Account;
import tidemark.workload.AccountFeeder;
import tidemark.workload.Bank;
import tidemark.workload.NewAccount;

/** The bank that each side finds: the same for all, made anew for each. */
final class FilledBank {
  private static final List<String> BRANCHES = List.of("quay", "reef");
  private static final long RICH = 1_000_000_000;

  private final DataSource source;
  private final SqlDialect dialect;

  FilledBank(DataSource source, SqlDialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  /** New accounts for inserters, as if the first so many had come from there too. */
  static AccountFeeder feederBehind(int accounts) {
    AccountFeeder feeder = new AccountFeeder(Work.SEED, BRANCHES);
    for (int i = 0; i < accounts; i++) {
      feeder.next();
    }
    return feeder;
  }

  /** Makes the tables and fills them. */
  void create(Work work) throws SQLException {
    new Bank(source, dialect).create();
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      fill(connection, work);
      connection.commit();
      connection.setAutoCommit(true);
      settle(connection);
    }
  }

  private void fill(Connection connection, Work work) throws SQLException {
    String insert = dialect.file("inserter").get("insert").text();
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      BareTypes types = BareTypes.of(dialect);
      for (NewAccount opened : (Iterable<NewAccount>) accounts(work)::iterator) {
        long balance = work == Work.TRANSFER ? RICH : opened.account().opening();
        types.bindAccount(statement, opened, balance);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static Stream<NewAccount> accounts(Work work) {
    if (work == Work.TRANSFER) { // by name they are in the order of their ids, for pgbench
      return IntStream.rangeClosed(1, work.accounts())
          .mapToObj(id -> new NewAccount(id, Account.named("%04d".formatted(id), Work.SEED)));
    }
    AccountFeeder feeder = feederBehind(0);
    return Stream.generate(() -> next(feeder)).limit(work.accounts());
  }

  static NewAccount next(AccountFeeder feeder) {
    return (NewAccount) Objects.requireNonNull(feeder.next().get(AccountFeeder.ATTRIBUTE));
  }

  /** What the database would do by and by is done before. */
  private void settle(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (dialect == SqlDialect.POSTGRESQL) {
        statement.execute("VACUUM (ANALYZE)");
        statement.execute("CHECKPOINT");
      } else {
        statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      }
    }
  }

  /** All the money; transfers leave it as it is. */
  long money() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet sum = statement.executeQuery("SELECT SUM(balance) FROM tidemark_account")) {
      sum.next();
      return sum.getLong(1);
    }
  }
}
