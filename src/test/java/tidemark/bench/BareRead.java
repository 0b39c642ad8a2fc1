package tidemark.bench;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tidemark.sql.SqlFile;

/** Counts the accounts, then reads a random page, or the first rows of a stream, in turn. */
final class BareRead implements BareRole {
  private static final int PREFIX = 50;

  private final BareConnection connection;
  private final PreparedStatement count;
  private final PreparedStatement page;
  private final PreparedStatement stream;

  BareRead(BareConnection connection) throws SQLException {
    this.connection = connection;
    SqlFile sql = connection.dialect().file("reader");
    count = connection.prepare(sql.get("count"));
    page = connection.prepare(sql.get("page"));
    stream = connection.prepare(sql.get("stream"));
    stream.setFetchSize(PREFIX);
  }

  @Override
  public boolean take(BareUser user) throws SQLException {
    long accounts;
    try (ResultSet rows = count.executeQuery()) {
      rows.next();
      accounts = rows.getLong(1);
    }
    return user.turn() % 2 == 1 ? readPage(user, accounts) : readStream();
  }

  private boolean readPage(BareUser user, long accounts) throws SQLException {
    int size = user.draws().nextInt(5, 26);
    page.setLong(1, size);
    page.setLong(2, user.draws().nextLong(Math.max(0, accounts - size) + 1));
    try (ResultSet rows = page.executeQuery()) {
      return !prefix(rows, size).isEmpty();
    }
  }

  private boolean readStream() throws SQLException {
    connection.beginReading();
    boolean any;
    try (ResultSet rows = stream.executeQuery()) {
      any = !prefix(rows, PREFIX).isEmpty();
    }
    connection.commit();
    return any;
  }

  private static List<Long> prefix(ResultSet rows, int most) throws SQLException {
    List<Long> ids = new ArrayList<>(most);
    while (ids.size() < most && rows.next()) {
      ids.add(rows.getLong(1));
    }
    return ids;
  }
}
