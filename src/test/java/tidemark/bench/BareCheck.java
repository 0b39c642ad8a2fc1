package tidemark.bench;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tidemark.sql.SqlFile;
import tidemark.workload.Account;

/** Looks one of the first 50 accounts over with 13 queries, and every value of it. */
final class BareCheck implements BareRole {
  private static final int FETCH_SIZE = 50;
  private static final int CHOICE = 50;

  private final BareConnection connection;
  private final BareTypes types;
  private final PreparedStatement first50;
  private final PreparedStatement exists;
  private final PreparedStatement lookup;
  private final PreparedStatement sent;
  private final PreparedStatement received;
  private final PreparedStatement transfers;
  private final PreparedStatement stream;
  private final List<PreparedStatement> columns = new ArrayList<>();
  private final long[] ids = new long[CHOICE];
  private final String[] names = new String[CHOICE];

  /** Looks at a value that was read. */
  @FunctionalInterface
  private interface Look {
    boolean at(ResultSet row) throws SQLException;
  }

  BareCheck(BareConnection connection) throws SQLException {
    this.connection = connection;
    this.types = BareTypes.of(connection.dialect());
    SqlFile sql = connection.dialect().file("checker");
    first50 = connection.prepare(sql.get("first_50"));
    exists = connection.prepare(sql.get("exists"));
    lookup = connection.prepare(sql.get("lookup"));
    sent = connection.prepare(sql.get("sent"));
    received = connection.prepare(sql.get("received"));
    transfers = connection.prepare(sql.get("transfers"));
    stream = connection.prepare(sql.get("transfer_stream"));
    stream.setFetchSize(FETCH_SIZE);
    for (String column :
        List.of("text", "integer", "double", "complex", "boolean", "timestamp", "uuid")) {
      columns.add(connection.prepare(sql.get(column)));
    }
  }

  @Override
  public boolean take(BareUser user) throws SQLException {
    int seen = readFirst50();
    if (seen == 0) {
      return false;
    }
    int chosen = user.draws().nextInt(seen);
    long id = ids[chosen];
    Account account = Account.named(names[chosen], Work.SEED);
    connection.beginReading();
    lookForNobody(user);
    sums(sent, id);
    sums(received, id);
    lists(transfers, id, Integer.MAX_VALUE);
    lists(stream, id, FETCH_SIZE);
    boolean there = columnsAre(account, id);
    if (there) {
      connection.commit();
    } else {
      connection.rollback();
    }
    return there;
  }

  private int readFirst50() throws SQLException {
    int seen = 0;
    try (ResultSet rows = first50.executeQuery()) {
      while (rows.next()) {
        ids[seen] = rows.getLong(1);
        names[seen] = rows.getString(2);
        seen++;
      }
    }
    return seen;
  }

  private void lookForNobody(BareUser user) throws SQLException {
    exists.setString(1, "nobody-" + Long.toHexString(user.draws().nextLong()));
    try (ResultSet row = exists.executeQuery()) {
      require(row.next() && !row.getBoolean(1));
    }
    lookup.setLong(1, -user.draws().nextLong(1, Long.MAX_VALUE));
    try (ResultSet row = lookup.executeQuery()) {
      require(!row.next());
    }
  }

  private static void sums(PreparedStatement query, long id) throws SQLException {
    query.setLong(1, id);
    try (ResultSet row = query.executeQuery()) {
      require(row.next() && row.getLong(1) >= 0);
    }
  }

  private static void lists(PreparedStatement query, long id, int most) throws SQLException {
    query.setLong(1, id);
    query.setLong(2, id);
    try (ResultSet rows = query.executeQuery()) {
      for (int i = 0; i < most && rows.next(); i++) {
        boolean ours = rows.getLong(1) == id || rows.getLong(2) == id;
        require(ours && rows.getLong(3) > 0);
      }
    }
  }

  /** False if the account is gone. */
  private boolean columnsAre(Account account, long id) throws SQLException {
    return is(0, id, row -> row.getString(1).equals(account.name()))
        && is(1, id, row -> row.getLong(1) == account.opening())
        && is(2, id, row -> row.getDouble(1) == account.interestRate())
        && is(
            3,
            id,
            row -> row.getDouble(1) == account.riskRe() && row.getDouble(2) == account.riskIm())
        && is(4, id, row -> types.flag(row) == account.active())
        && is(5, id, row -> types.timestamp(row).equals(account.createdAt()))
        && is(6, id, row -> types.uuid(row).equals(account.ref()));
  }

  private boolean is(int column, long id, Look look) throws SQLException {
    PreparedStatement query = columns.get(column);
    query.setLong(1, id);
    try (ResultSet row = query.executeQuery()) {
      boolean there = row.next();
      require(!there || look.at(row));
      return there;
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("a value is not what was written");
    }
  }
}
