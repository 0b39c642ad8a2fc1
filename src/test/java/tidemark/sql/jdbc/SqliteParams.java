package tidemark.sql.jdbc;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tidemark.sql.Params;

/** SQLite has no such types: a flag is 0 or 1, a moment microseconds, a UUID text. */
final class SqliteParams extends JdbcParams {
  SqliteParams(PreparedStatement statement) {
    super(statement);
  }

  @Override
  public Params flag(boolean value) {
    return integer(value ? 1 : 0);
  }

  @Override
  public Params timestamp(Instant value) {
    return integer(ChronoUnit.MICROS.between(Instant.EPOCH, value));
  }

  @Override
  public Params uuid(UUID value) {
    return text(value.toString());
  }
}
