package tidemark.record;

/** The word that a run, a gate or a case ends with. */
public enum Verdict {
  PASS,
  FAIL;

  public static Verdict of(boolean good) {
    return good ? PASS : FAIL;
  }
}
