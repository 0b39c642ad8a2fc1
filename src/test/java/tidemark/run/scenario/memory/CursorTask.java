package tidemark.run.scenario.memory;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;
import tidemark.sql.SqlDialect;

/**
 * A result to be read in another JVM.
 *
 * @param url with all that the driver needs
 * @param user empty where there is none; the password the same
 * @param rows of {@link #PIECES} times {@link #PIECE} bytes each
 * @param fetchSize rows at a time; 0 for all at once
 */
record CursorTask(
    SqlDialect dialect, String url, String user, String password, long rows, int fetchSize) {
  /** Digits of a row's number, as the statements have them. */
  static final int PIECE = 16;

  /** How often a row has its number. */
  static final int PIECES = 1024;

  /**
   * On the same database as this source.
   *
   * @throws IllegalArgumentException if that is no driver's own
   */
  static CursorTask on(SqlDialect dialect, DataSource source, long rows, int fetchSize) {
    if (source instanceof PGSimpleDataSource server) {
      String user = Objects.requireNonNullElse(server.getUser(), "");
      String password = Objects.requireNonNullElse(server.getPassword(), "");
      return new CursorTask(dialect, server.getURL(), user, password, rows, fetchSize);
    }
    if (source instanceof SQLiteDataSource file) {
      return new CursorTask(dialect, file.getUrl(), "", "", rows, fetchSize);
    }
    throw new IllegalArgumentException("no driver's own: " + source.getClass());
  }

  static CursorTask read(DataInputStream in) throws IOException {
    return new CursorTask(
        SqlDialect.valueOf(in.readUTF()),
        in.readUTF(),
        in.readUTF(),
        in.readUTF(),
        in.readLong(),
        in.readInt());
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(dialect.name());
    out.writeUTF(url);
    out.writeUTF(user);
    out.writeUTF(password);
    out.writeLong(rows);
    out.writeInt(fetchSize);
    out.flush();
  }

  /** Without what opens the database. */
  @Override
  public String toString() {
    return "CursorTask[" + dialect + ", " + rows + " rows]";
  }
}
