package tidemark.sql.reactive;

/** A whole number for a column that may be narrower: the client would cut it without a word. */
final class ExactNumber extends Number {
  private final long value;

  ExactNumber(long value) {
    this.value = value;
  }

  @Override
  public short shortValue() {
    return (short) within(Short.MIN_VALUE, Short.MAX_VALUE);
  }

  @Override
  public int intValue() {
    return (int) within(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private long within(long least, long most) {
    if (value < least || value > most) {
      throw new ArithmeticException(value + " is out of range");
    }
    return value;
  }

  @Override
  public long longValue() {
    return value;
  }

  @Override
  public float floatValue() {
    return value;
  }

  @Override
  public double doubleValue() {
    return value;
  }

  /** The client makes its decimals of this. */
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
