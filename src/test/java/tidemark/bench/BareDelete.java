package tidemark.bench;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import tidemark.sql.SqlFile;

/** Removes a random one of the first 100 accounts, its transfers with it. */
final class BareDelete implements BareRole {
  private static final int CHOICE = 100;

  private final BareConnection connection;
  private final PreparedStatement first100;
  private final PreparedStatement remove;
  private final BareLedger removals;
  private final long[] ids = new long[CHOICE];

  BareDelete(BareConnection connection) throws SQLException {
    this.connection = connection;
    SqlFile sql = connection.dialect().file("deleter");
    first100 = connection.prepare(sql.get("first_100"));
    remove = connection.prepare(sql.get("remove"));
    removals = new BareLedger(connection, "removal");
  }

  @Override
  public boolean take(BareUser user) throws SQLException {
    int seen = 0;
    try (ResultSet rows = first100.executeQuery()) {
      while (rows.next()) {
        ids[seen++] = rows.getLong(1);
      }
    }
    if (seen == 0) {
      return false;
    }
    long account = ids[user.draws().nextInt(seen)];
    connection.begin();
    long balance = remove(account);
    if (balance < 0) {
      connection.rollback();
      return false;
    }
    removals.bind(user, 0, account);
    removals.statement().setLong(6, balance);
    removals.write();
    connection.commit();
    user.committed();
    user.accountsChanged(-1);
    return true;
  }

  /** What it held; -1 if it is gone. */
  private long remove(long account) throws SQLException {
    remove.setLong(1, account);
    try (ResultSet row = remove.executeQuery()) {
      return row.next() ? row.getLong(1) : -1;
    }
  }
}
