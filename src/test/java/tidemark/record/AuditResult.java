package tidemark.record;

import java.util.List;

/**
 * What the audits found.
 *
 * @param seconds how long the last one took
 * @param parts of the last one, one for each invariant; empty when the database could not be asked
 * @param problem why the last one could not be done; empty when it was
 * @param rounds those before it, while the run went on
 */
public record AuditResult(
    double seconds, List<AuditPart> parts, String problem, AuditRounds rounds) {
  /** An audit that was done. */
  public static AuditResult of(double seconds, List<AuditPart> parts) {
    return new AuditResult(seconds, parts, "", AuditRounds.NONE);
  }

  /** An audit that could not be done: never ok. */
  public static AuditResult impossible(double seconds, String problem) {
    return new AuditResult(seconds, List.of(), problem, AuditRounds.NONE);
  }

  /** The same after these. */
  public AuditResult after(AuditRounds earlier) {
    return new AuditResult(seconds, parts, problem, earlier);
  }

  /** How many there were in all. */
  public int checks() {
    return rounds.done() + (problem.isEmpty() ? 1 : 0);
  }

  /** True if the last one was done and every invariant held each time. */
  public boolean ok() {
    return problem.isEmpty() && rounds.broken() == 0 && parts.stream().allMatch(AuditPart::ok);
  }
}
