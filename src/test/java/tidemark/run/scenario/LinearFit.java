package tidemark.run.scenario;

/**
 * A straight line through equally spaced values, by ordinary least squares. Pure.
 *
 * @param start its value at the first of them
 * @param slope what it gains from one to the next
 * @see <a href="https://www.itl.nist.gov/div898/handbook/pmd/section4/pmd431.htm">NIST handbook,
 *     4.4.3.1</a>
 */
record LinearFit(double start, double slope) {
  /**
   * The line.
   *
   * @param values at least 2
   */
  static LinearFit of(double... values) {
    double middle = (values.length - 1) / 2.0;
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double above = 0;
    double below = 0;
    for (int i = 0; i < values.length; i++) {
      above += (i - middle) * (values[i] - mean);
      below += (i - middle) * (i - middle);
    }
    double slope = above / below;
    return new LinearFit(mean - slope * middle, slope);
  }

  double at(int index) {
    return start + slope * index;
  }
}
