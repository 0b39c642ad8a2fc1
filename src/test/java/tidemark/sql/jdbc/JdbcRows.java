package tidemark.sql.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorKind;
import tidemark.sql.Refusal;
import tidemark.sql.Rows;

/** A result set as a plan's handler sees it. */
abstract class JdbcRows implements Rows {
  private final ResultSet rows;

  JdbcRows(ResultSet rows) {
    this.rows = rows;
  }

  /** The value if the database holds one of this type, else null. */
  abstract @Nullable Object held(int column, Class<?> type) throws SQLException;

  final ResultSet resultSet() {
    return rows;
  }

  @Override
  public final boolean next() {
    try {
      return rows.next();
    } catch (SQLException e) {
      throw new JdbcFault(e);
    }
  }

  @Override
  public final String text(int column) {
    return get(column, ResultSet::getString);
  }

  @Override
  public final long integer(int column) {
    try {
      return rows.getLong(column);
    } catch (SQLException e) {
      throw new JdbcFault(e);
    }
  }

  @Override
  public final double real(int column) {
    return get(column, ResultSet::getDouble);
  }

  @Override
  public boolean flag(int column) {
    return get(column, ResultSet::getBoolean);
  }

  @Override
  public final Instant timestamp(int column) {
    return exactly(column, Instant.class);
  }

  @Override
  public final UUID uuid(int column) {
    return exactly(column, UUID.class);
  }

  @Override
  public final <T> T exactly(int column, Class<T> type) {
    try {
      Object value = held(column, type);
      if (type.isInstance(value)) {
        return type.cast(value);
      }
      throw new Refusal(
          ErrorKind.WRONG_VALUE,
          "column %d holds no %s: %s"
              .formatted(column, type.getSimpleName(), rows.getObject(column)));
    } catch (SQLException e) {
      throw new JdbcFault(e);
    }
  }

  @Override
  public final Map<String, Object> map() {
    try {
      Map<String, Object> row = new LinkedHashMap<>();
      ResultSetMetaData columns = rows.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        row.put(columns.getColumnLabel(i), rows.getObject(i));
      }
      return row;
    } catch (SQLException e) {
      throw new JdbcFault(e);
    }
  }

  private <T> T get(int column, Getter<T> getter) {
    try {
      return getter.get(rows, column);
    } catch (SQLException e) {
      throw new JdbcFault(e);
    }
  }

  /** A getter of {@link ResultSet}. */
  @FunctionalInterface
  interface Getter<T> {
    T get(ResultSet rows, int column) throws SQLException;
  }
}
