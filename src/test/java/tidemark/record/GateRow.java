package tidemark.record;

/**
 * One threshold and what was seen.
 *
 * @param name as in the summary and in Gatling's report: {@code error rate}, {@code p95}, ...
 * @param bound on which side of the limit good values lie
 * @param limit last good value
 * @param observed what was seen
 * @param unit {@code %}, {@code ms}, or empty
 * @param samples how many samples it was seen over
 * @param seenOver what these samples are, as is said when there are none
 * @param verdict whether it held
 */
public record GateRow(
    String name,
    Bound bound,
    double limit,
    double observed,
    String unit,
    long samples,
    String seenOver,
    Verdict verdict) {

  /** Where good values lie. */
  public enum Bound {
    AT_MOST(">"),
    AT_LEAST("<");

    private final String brokenSign;

    Bound(String brokenSign) {
      this.brokenSign = brokenSign;
    }

    /** What is written between a value that is not good and the limit. */
    public String brokenSign() {
      return brokenSign;
    }

    boolean holds(double observed, double limit) {
      return this == AT_MOST ? observed <= limit : observed >= limit;
    }
  }

  /** With a highest good value, seen over answered samples. */
  public GateRow(
      String name, double limit, double observed, String unit, long samples, Verdict verdict) {
    this(name, Bound.AT_MOST, limit, observed, unit, samples, "answered samples", verdict);
  }

  /** Holds only over samples: whoever sets such a limit wants something to be seen. */
  public static GateRow overSamples(
      String name,
      Bound bound,
      double limit,
      double observed,
      String unit,
      long samples,
      String seenOver) {
    Verdict verdict = Verdict.of(samples > 0 && bound.holds(observed, limit));
    return new GateRow(name, bound, limit, observed, unit, samples, seenOver, verdict);
  }
}
