package tidemark.sql.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
    Object raw = resultSet().getObject(column);
    if (type == Long.class) {
      return raw instanceof Integer || raw instanceof Long ? ((Number) raw).longValue() : null;
    }
    if (type == Instant.class) {
      // a timestamp without a zone would be read in the zone of this machine
      return raw instanceof Timestamp
              && resultSet().getMetaData().getColumnTypeName(column).equals("timestamptz")
          ? resultSet().getObject(column, OffsetDateTime.class).toInstant()
          : null;
    }
    return raw;
  }
}
