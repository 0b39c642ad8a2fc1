package tidemark.sql.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's values come in their own types. */
final class PostgresqlRows extends JdbcRows {
  PostgresqlRows(ResultSet rows) {
    super(rows);
  }

  @Override
  @Nullable Object held(int column, Class<?> type) throws SQLException {
    if (type == Instant.class) {
      return timestamp(resultSet(), column);
    }
    Object raw = resultSet().getObject(column);
    if (type == Long.class) {
      return raw instanceof Integer || raw instanceof Long ? ((Number) raw).longValue() : null;
    }
    return raw;
  }

  /** A timestamp without a zone would be read in the zone of this machine. */
  private static @Nullable Instant timestamp(ResultSet rows, int column) throws SQLException {
    if (!rows.getMetaData().getColumnTypeName(column).equals("timestamptz")) {
      return null;
    }
    OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
