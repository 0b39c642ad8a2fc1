package tidemark.record;

import java.util.List;

/**
 * What an audit found.
 *
 * @param checks how many audits this run had, this one included
 * @param seconds how long this one took
 * @param parts one for each invariant; empty when the database could not be asked
 * @param problem why the audit could not be done; empty when it was
 */
public record AuditResult(int checks, double seconds, List<AuditPart> parts, String problem) {
  /** An audit that could not be done: never ok. */
  public static AuditResult impossible(int checks, double seconds, String problem) {
    return new AuditResult(checks, seconds, List.of(), problem);
  }

  /** True if it was done and every invariant holds. */
  public boolean ok() {
    return problem.isEmpty() && parts.stream().allMatch(AuditPart::ok);
  }
}
