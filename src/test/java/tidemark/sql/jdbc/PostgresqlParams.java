package tidemark.sql.jdbc;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tidemark.sql.Params;

/** PostgreSQL has all types; the driver takes an OffsetDateTime but no Instant. */
final class PostgresqlParams extends JdbcParams {
  PostgresqlParams(PreparedStatement statement) {
    super(statement);
  }

  @Override
  public Params flag(boolean value) {
    return set(value, PreparedStatement::setBoolean);
  }

  /** The server would round. */
  @Override
  public Params timestamp(Instant value) {
    return set(
        value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC),
        PreparedStatement::setObject);
  }

  @Override
  public Params uuid(UUID value) {
    return set(value, PreparedStatement::setObject);
  }
}
