package tidemark.sql;

import java.time.Instant;
import java.util.UUID;

/** The parameters of one statement, given in order. Valid in the handler that gets it only. */
public interface Params {
  Params text(String value);

  Params integer(long value);

  Params real(double value);

  Params flag(boolean value);

  /** A moment in UTC; what is less than a microsecond is cut off. */
  Params timestamp(Instant value);

  Params uuid(UUID value);
}
