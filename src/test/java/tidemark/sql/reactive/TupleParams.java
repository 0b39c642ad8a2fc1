package tidemark.sql.reactive;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tidemark.sql.Params;

/** The parameters of one execution, in the types that the client takes. */
final class TupleParams implements Params {
  private final Tuple tuple = Tuple.tuple();

  Tuple tuple() {
    return tuple;
  }

  @Override
  public Params text(String value) {
    tuple.addString(value);
    return this;
  }

  @Override
  public Params integer(long value) {
    tuple.addValue(value == (short) value ? (Number) value : new ExactNumber(value));
    return this;
  }

  @Override
  public Params real(double value) {
    tuple.addDouble(value);
    return this;
  }

  @Override
  public Params flag(boolean value) {
    tuple.addBoolean(value);
    return this;
  }

  /** The server would round. */
  @Override
  public Params timestamp(Instant value) {
    tuple.addOffsetDateTime(value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    return this;
  }

  @Override
  public Params uuid(UUID value) {
    tuple.addUUID(value);
    return this;
  }
}
