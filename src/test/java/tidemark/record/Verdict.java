package tidemark.record;

/** The word that a run, a gate or a case ends with. */
public enum Verdict {
  PASS,
  FAIL,
  /** This machine or this run cannot say. Never that of a run. */
  SKIP;

  public static Verdict of(boolean good) {
    return good ? PASS : FAIL;
  }
}
