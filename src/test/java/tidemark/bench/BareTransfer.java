package tidemark.bench;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import tidemark.sql.SqlFile;

/** Moves money between two of the first 50 accounts, lower id first. */
final class BareTransfer implements BareRole {
  private static final int CHOICE = 50;

  private final BareConnection connection;
  private final PreparedStatement first50;
  private final PreparedStatement lock;
  private final PreparedStatement debit;
  private final PreparedStatement credit;
  private final PreparedStatement insert;
  private final BareLedger ledger;
  private final long[] ids = new long[CHOICE];
  private final long[] balances = new long[CHOICE];

  BareTransfer(BareConnection connection) throws SQLException {
    this.connection = connection;
    SqlFile sql = connection.dialect().file("transferrer");
    first50 = connection.prepare(sql.get("first_50"));
    lock = connection.prepare(sql.get("lock"));
    debit = connection.prepare(sql.get("debit"));
    credit = connection.prepare(sql.get("credit"));
    insert = connection.prepare(sql.get("insert"));
    ledger = new BareLedger(connection, "transfer");
  }

  @Override
  public boolean take(BareUser user) throws SQLException {
    int seen = readFirst50();
    if (seen < 2) {
      return false;
    }
    int payer = user.draws().nextInt(seen);
    int second = user.draws().nextInt(seen - 1);
    long from = ids[payer];
    long to = ids[second < payer ? second : second + 1];
    long amount = user.draws().nextLong(1, Math.max(1, balances[payer] / 4) + 1);
    connection.begin();
    if (!locked(Math.min(from, to), from, amount) || !locked(Math.max(from, to), from, amount)) {
      connection.rollback();
      return false;
    }
    change(debit, amount, from);
    change(credit, amount, to);
    write(user, from, to, amount);
    connection.commit();
    user.committed();
    return true;
  }

  private int readFirst50() throws SQLException {
    int seen = 0;
    try (ResultSet rows = first50.executeQuery()) {
      while (rows.next()) {
        ids[seen] = rows.getLong(1);
        balances[seen] = rows.getLong(2);
        seen++;
      }
    }
    return seen;
  }

  /** False if the account is gone, or its funds are short. */
  private boolean locked(long id, long from, long amount) throws SQLException {
    lock.setLong(1, id);
    try (ResultSet row = lock.executeQuery()) {
      return row.next() && (row.getLong(1) != from || row.getLong(2) >= amount);
    }
  }

  private static void change(PreparedStatement change, long amount, long id) throws SQLException {
    change.setLong(1, amount);
    change.setLong(2, id);
    try (ResultSet row = change.executeQuery()) {
      boolean changed = row.next() && row.getLong(1) == id && row.getLong(2) >= 0;
      if (!changed || row.next()) {
        throw new IllegalStateException("a change did not hit its row");
      }
    }
  }

  private void write(BareUser user, long from, long to, long amount) throws SQLException {
    user.bindEntry(insert);
    insert.setLong(4, from);
    insert.setLong(5, to);
    insert.setLong(6, amount);
    if (insert.executeUpdate() != 1) {
      throw new IllegalStateException("a transfer was not written");
    }
    ledger.bind(user, 0, from);
    ledger.statement().setLong(6, to);
    ledger.statement().setLong(7, amount);
    ledger.write();
  }
}
