package tidemark.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of several measurements and how far they lie apart. */
record Spread(double median, double least, double most) {
  static <T> Spread of(List<T> all, ToDoubleFunction<T> figure) {
    double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** {@code 0.95 (0.93..0.97)}; nothing when it is not known. */
  String text(String format) {
    return Double.isNaN(median)
        ? ""
        : (format + " (" + format + ".." + format + ")").formatted(median, least, most);
  }

  String median(String format) {
    return Double.isNaN(median) ? "" : format.formatted(median);
  }
}
