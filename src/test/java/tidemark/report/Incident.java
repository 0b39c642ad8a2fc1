package tidemark.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tidemark.record.Shown;
import tidemark.settings.Secrets;

/**
 * What ended a run before its time.
 *
 * @param time when it was told
 * @param nanos the same as {@link System#nanoTime()}
 * @param source who met it: a role, a chat's name, {@code audit}
 * @param what in a few words: {@code unexpected error disk_full}
 * @param message what was said of it; may be long, and hold anything
 * @param cause what was thrown; null where nothing was
 */
public record Incident(
    Instant time,
    long nanos,
    String source,
    String what,
    String message,
    @Nullable Throwable cause) {
  private static final int LONGEST_LINE = 300;

  /** One that is told of now. */
  public static Incident now(
      String source, String what, String message, @Nullable Throwable cause) {
    return new Incident(Instant.now(), System.nanoTime(), source, what, message, cause);
  }

  /** In one line: {@code unexpected error disk_full of inserter: database or disk is full}. */
  public String line(Secrets secrets) {
    String said = Printable.line(secrets.hide(message));
    return "%s of %s: %s".formatted(what, source, Shown.cut(said, LONGEST_LINE));
  }
}
