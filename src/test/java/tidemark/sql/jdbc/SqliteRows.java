package tidemark.sql.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SQLite keeps whatever it is given: each value's type is looked at before it is believed. */
final class SqliteRows extends JdbcRows {
  SqliteRows(ResultSet rows) {
    super(rows);
  }

  @Override
  @Nullable Object held(int column, Class<?> type) throws SQLException {
    Object raw = resultSet().getObject(column);
    boolean isWhole = raw instanceof Integer || raw instanceof Long;
    Long whole = isWhole ? ((Number) raw).longValue() : null;
    if (type == Long.class) {
      return whole;
    }
    if (type == Boolean.class) {
      return whole == null || (whole & ~1L) != 0 ? null : Boolean.valueOf(whole == 1);
    }
    if (type == Instant.class) {
      return whole == null ? null : Instant.EPOCH.plus(whole, ChronoUnit.MICROS);
    }
    if (type == UUID.class) {
      return raw instanceof String text ? uuidOf(text) : null;
    }
    return raw;
  }

  /** Java takes short forms too, which nobody writes. */
  private static @Nullable UUID uuidOf(String text) {
    try {
      UUID uuid = UUID.fromString(text);
      return uuid.toString().equalsIgnoreCase(text) ? uuid : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
