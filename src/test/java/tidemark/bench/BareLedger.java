package tidemark.bench;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes one kind of ledger rows. */
final class BareLedger {
  private final PreparedStatement insert;

  BareLedger(BareConnection connection, String kind) throws SQLException {
    insert = connection.prepare(connection.dialect().file("ledger").get(kind));
  }

  /** Binds what all kinds have first: five parameters. */
  void bind(BareUser user, int line, long account) throws SQLException {
    user.bindEntry(insert);
    insert.setLong(4, line);
    insert.setLong(5, account);
  }

  void addToBatch(BareUser user, int line, long account, long amount) throws SQLException {
    bind(user, line, account);
    insert.setLong(6, amount);
    insert.addBatch();
  }

  PreparedStatement statement() {
    return insert;
  }

  void write() throws SQLException {
    if (insert.executeUpdate() != 1) {
      throw new IllegalStateException("a ledger row was not written");
    }
  }
}
