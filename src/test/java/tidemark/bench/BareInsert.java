package tidemark.bench;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tidemark.sql.SqlFile;
import tidemark.workload.NewAccount;

/** Opens a batch of accounts, and retires as many of the oldest when the bank has its size. */
final class BareInsert implements BareRole {
  private record Retired(long id, long balance) {}

  private final BareConnection connection;
  private final BareTypes types;
  private final PreparedStatement insert;
  private final PreparedStatement retireOldest;
  private final BareLedger deposits;
  private final BareLedger removals;

  BareInsert(BareConnection connection) throws SQLException {
    this.connection = connection;
    this.types = BareTypes.of(connection.dialect());
    SqlFile sql = connection.dialect().file("inserter");
    insert = connection.prepare(sql.get("insert"));
    retireOldest = connection.prepare(sql.get("retire_oldest"));
    deposits = new BareLedger(connection, "deposit");
    removals = new BareLedger(connection, "removal");
  }

  @Override
  public boolean take(BareUser user) throws SQLException {
    List<NewAccount> accounts = user.newAccounts();
    connection.begin();
    int retired = user.bankIsFull() ? retire(user, accounts.size()) : 0;
    for (NewAccount opened : accounts) {
      types.bindAccount(insert, opened, opened.account().opening());
      insert.addBatch();
    }
    insert.executeBatch();
    for (int i = 0; i < accounts.size(); i++) {
      NewAccount opened = accounts.get(i);
      deposits.addToBatch(user, i, opened.id(), opened.account().opening());
    }
    deposits.statement().executeBatch();
    connection.commit();
    user.committed();
    user.accountsChanged(accounts.size() - retired);
    return true;
  }

  private int retire(BareUser user, int count) throws SQLException {
    List<Retired> retired = new ArrayList<>(count);
    retireOldest.setLong(1, count);
    try (ResultSet rows = retireOldest.executeQuery()) {
      while (rows.next()) {
        retired.add(new Retired(rows.getLong(1), rows.getLong(2)));
      }
    }
    if (retired.isEmpty()) {
      return 0;
    }
    retired.sort(Comparator.comparingLong(Retired::id));
    for (int i = 0; i < retired.size(); i++) {
      removals.addToBatch(user, count + i, retired.get(i).id(), retired.get(i).balance());
    }
    removals.statement().executeBatch();
    return retired.size();
  }
}
