package tidemark.report;

import java.util.Locale;

/** Writes figures as people read them: three significant digits, thousands apart, a unit each. */
final class Figures {
  private Figures() {}

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Three significant digits, thousands apart: {@code 41,204}, {@code 451}, {@code 72.8}. */
  static String number(double value) {
    double size = Math.abs(value);
    String format =
        size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  /** A time, in the unit that suits its size. */
  static String millis(double millis) {
    if (millis >= 1000) {
      return number(millis / 1000) + " s";
    }
    return millis >= 1 || millis == 0 ? number(millis) + " ms" : number(millis * 1000) + " µs";
  }

  /** A value of a gate's unit. */
  static String of(double value, String unit) {
    return unit.equals("ms") ? millis(value) : number(value) + " " + unit;
  }
}
