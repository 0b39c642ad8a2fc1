package tidemark.run.scenario.commit;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A straight line through equally spaced values, by Theil and Sen: its slope is the median of those
 * between any two values, its height the median of what they ask for. A few values far off do not
 * move it, where least squares would follow them. Pure.
 *
 * @param start its value at the first of them
 * @param slope what it gains from one to the next
 * @see <a href="https://doi.org/10.1080/01621459.1968.10480934">Sen, Estimates of the regression
 *     coefficient based on Kendall's tau, 1968</a>
 */
record LinearFit(double start, double slope) {
  /**
   * The line.
   *
   * @param values at least 2
   */
  static LinearFit of(double... values) {
    double slope =
        median(
            IntStream.range(0, values.length)
                .boxed()
                .flatMapToDouble(
                    later ->
                        IntStream.range(0, later)
                            .mapToDouble(
                                earlier -> (values[later] - values[earlier]) / (later - earlier)))
                .toArray());
    double start =
        median(
            IntStream.range(0, values.length)
                .mapToDouble(index -> values[index] - slope * index)
                .toArray());
    return new LinearFit(start, slope);
  }

  /** The one in the middle, or between the two that are. */
  static double median(double... values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double at(int index) {
    return start + slope * index;
  }
}
