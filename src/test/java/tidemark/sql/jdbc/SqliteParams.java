package tidemark.sql.jdbc;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.sql.PreparedStatement;
import java.time.Instant;
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
    return integer(
        SECONDS.toMicros(value.getEpochSecond()) + NANOSECONDS.toMicros(value.getNano()));
  }

  @Override
  public Params uuid(UUID value) {
    return text(value.toString());
  }
}
