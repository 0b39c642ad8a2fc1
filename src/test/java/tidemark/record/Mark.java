package tidemark.record;

import java.util.Locale;

/**
 * Something that happened at one moment of a run, to be drawn on its time axis.
 *
 * @param nanos since the run's begin, warm-up included
 * @param good false for what a run may fail by
 * @param text for people, on one line
 */
public record Mark(long nanos, Kind kind, boolean good, String text) {
  /** What happened. */
  public enum Kind {
    /** From here on, what starts is in the figures. */
    WARMUP_END,
    /** A step of a load that grows began, or did not hold. */
    STEP,
    /** An audit while the run went on. */
    AUDIT,
    /** The target was hurt: a server that restarted. */
    FAULT,
    /** A case began or was over. */
    CASE,
    /** The run closed to new operations. */
    STOP,
    /** The first error that a run with fail-fast does not survive. */
    CRASH;

    /** As in files: {@code warmup_end}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
