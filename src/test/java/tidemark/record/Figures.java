package tidemark.record;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Writes figures as people read them: three significant digits, thousands apart, a unit each. */
public final class Figures {
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

  /** What is rounded to a fourth digit before the point: 999.6 is 1,000. */
  private static final double THREE_DIGITS_END = 999.5;

  private Figures() {}

  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A figure of an audit; most are counts. */
  public static String audited(AuditPart part, String name) {
    Object figure = part.figures().get(name);
    return figure instanceof Long count ? count(count) : String.valueOf(figure);
  }

  /** Three significant digits, thousands apart: {@code 41,204}, {@code 451}, {@code 72.8}. */
  public static String number(double value) {
    if (value == 0 || Math.abs(value) >= THREE_DIGITS_END) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    // Rounded before its size is looked at: 9.996 is 10.0, not 10.00.
    BigDecimal rounded = BigDecimal.valueOf(value).round(THREE_DIGITS);
    int digitsBeforePoint = rounded.precision() - rounded.scale();
    return rounded.setScale(THREE_DIGITS.getPrecision() - digitsBeforePoint).toPlainString();
  }

  /** A time, in the unit that suits its size. */
  public static String millis(double millis) {
    if (millis >= THREE_DIGITS_END) {
      return number(millis / 1000) + " s";
    }
    boolean inMillis = millis == 0 || millis * 1000 >= THREE_DIGITS_END;
    return inMillis ? number(millis) + " ms" : number(millis * 1000) + " µs";
  }

  /** A value of a gate's unit, which may be empty. */
  public static String of(double value, String unit) {
    return unit.equals("ms") ? millis(value) : (number(value) + " " + unit).strip();
  }

  /** A share with its count: {@code 4.10 % (41 of 1,000)}; {@code 0 % (0 of 0)} of nothing. */
  public static String share(long part, long all) {
    double percent = all == 0 ? 0 : 100.0 * part / all;
    return "%s %% (%s of %s)".formatted(number(percent), count(part), count(all));
  }
}
