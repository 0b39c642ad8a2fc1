package tidemark.record;

import java.util.List;

/**
 * The audits while the run went on.
 *
 * @param done those that came to their end
 * @param unfinished those that did not: the database could not be asked, or took too long
 * @param seconds how long all of them took together
 * @param longest how long the longest took, in seconds
 * @param broken those that found something
 * @param findings what the first of these found, and when
 */
public record AuditRounds(
    int done, int unfinished, double seconds, double longest, int broken, List<String> findings) {
  /** Before the first. */
  public static final AuditRounds NONE = new AuditRounds(0, 0, 0, 0, 0, List.of());

  /** With one more that came to its end, and what it found. */
  public AuditRounds finished(double took, List<String> found) {
    return new AuditRounds(
        done + 1,
        unfinished,
        seconds + took,
        Math.max(longest, took),
        found.isEmpty() ? broken : broken + 1,
        findings.isEmpty() ? List.copyOf(found) : findings);
  }

  /** With one more that did not, and what it found until then. */
  public AuditRounds brokenOff(double took, List<String> found) {
    AuditRounds all = finished(took, found);
    return new AuditRounds(
        done, unfinished + 1, all.seconds(), all.longest(), all.broken(), all.findings());
  }
}
