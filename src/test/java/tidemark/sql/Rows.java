package tidemark.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A cursor over the rows of one query, before the first row at the start. Columns count from 1.
 * Valid in the handler that gets it only; the engine closes it, read to the end or not.
 */
public interface Rows {
  /** Goes to the next row; false after the last. */
  boolean next();

  String text(int column);

  long integer(int column);

  double real(int column);

  boolean flag(int column);

  /** A moment in UTC. */
  Instant timestamp(int column);

  UUID uuid(int column);

  /**
   * A value with its type looked at.
   *
   * @param type String, Long, Double, Boolean, Instant or UUID
   * @throws Refusal of kind {@code wrong_value} if the database holds something of another type, or
   *     nothing
   */
  <T> T exactly(int column, Class<T> type);

  /** The current row by column name. */
  Map<String, Object> map();

  /** True if there is a row. */
  default boolean any() {
    return next();
  }

  /** The first column of the first row as a number; 0 without a row. */
  default long number() {
    return next() ? integer(1) : 0;
  }

  /** The first row; empty without one. */
  default <T> Optional<T> first(Function<Rows, T> row) {
    return next() ? Optional.of(row.apply(this)) : Optional.empty();
  }

  /** All rows that are left. */
  default <T> List<T> list(Function<Rows, T> row) {
    List<T> all = new ArrayList<>();
    while (next()) {
      all.add(row.apply(this));
    }
    return all;
  }

  /** At most so many of the rows that are left; what lies behind is never read. */
  default <T> List<T> prefix(int count, Function<Rows, T> row) {
    List<T> all = new ArrayList<>(count);
    while (all.size() < count && next()) {
      all.add(row.apply(this));
    }
    return all;
  }
}
