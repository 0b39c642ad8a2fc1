package tidemark.sql.reactive;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorKind;
import tidemark.sql.Refusal;
import tidemark.sql.Rows;

/** Rows that are all there. The client decodes each value by the type of its column. */
class RowSetRows implements Rows {
  private Iterator<Row> rows;
  private @Nullable Row row;

  RowSetRows(RowSet<Row> rows) {
    this.rows = rows.iterator();
  }

  /** Goes on with further rows. */
  final void append(RowSet<Row> more) {
    rows = more.iterator();
  }

  @Override
  public boolean next() {
    boolean there = rows.hasNext();
    row = there ? rows.next() : null;
    return there;
  }

  private Row row() {
    if (row == null) {
      throw new NoSuchElementException("there is no row here");
    }
    return row;
  }

  private @Nullable Object value(int column) {
    return row().getValue(column - 1);
  }

  /** The same as JDBC says of nothing. */
  @Override
  @SuppressWarnings("NullAway")
  public final String text(int column) {
    Object value = value(column);
    return value == null || value instanceof String ? (String) value : refuse(column, String.class);
  }

  @Override
  public final long integer(int column) {
    Object value = value(column);
    if (value == null) {
      return 0;
    }
    if (value instanceof Numeric decimal) { // sums are
      return whole(column, decimal.bigDecimalValue());
    }
    return value instanceof Number number ? number.longValue() : refuse(column, Long.class);
  }

  private long whole(int column, @Nullable BigDecimal value) {
    try {
      return value == null ? refuse(column, Long.class) : value.toBigInteger().longValueExact();
    } catch (ArithmeticException e) {
      return refuse(column, Long.class);
    }
  }

  @Override
  public final double real(int column) {
    Object value = value(column);
    if (value == null) {
      return 0;
    }
    return value instanceof Number number ? number.doubleValue() : refuse(column, Double.class);
  }

  @Override
  public final boolean flag(int column) {
    Object value = value(column);
    return value != null && exactly(column, Boolean.class);
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
    Object value = value(column);
    Object held = held(value, type);
    return type.isInstance(held) ? type.cast(held) : refuse(column, type);
  }

  private static @Nullable Object held(@Nullable Object value, Class<?> type) {
    if (type == Instant.class) {
      return value instanceof OffsetDateTime time ? time.toInstant() : null;
    }
    if (type == Long.class) {
      return value instanceof Integer || value instanceof Short
          ? (Object) ((Number) value).longValue()
          : value;
    }
    return value;
  }

  private <T> T refuse(int column, Class<T> type) {
    throw new Refusal(
        ErrorKind.WRONG_VALUE,
        "column %d holds no %s: %s".formatted(column, type.getSimpleName(), value(column)));
  }

  @Override
  public final Map<String, Object> map() {
    Row current = row();
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < current.size(); i++) {
      map.put(current.getColumnName(i), current.getValue(i));
    }
    return map;
  }
}
