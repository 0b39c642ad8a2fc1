package tidemark.dashboard;

import java.nio.charset.Charset;

/** What bars and signs are drawn with. */
enum Glyphs {
  UNICODE("━", "╸", "┄", "█", "▏▎▍▌▋▊▉"),
  /** Where the terminal has no more. */
  ASCII("=", "", "-", "#", "");

  private final String done;
  private final String doneHalf;
  private final String left;
  private final String block;
  private final String parts;

  Glyphs(String done, String doneHalf, String left, String block, String parts) {
    this.done = done;
    this.doneHalf = doneHalf;
    this.left = left;
    this.block = block;
    this.parts = parts;
  }

  /** The richest that an encoding has. */
  static Glyphs of(Charset encoding) {
    return encoding.newEncoder().canEncode("━╸┄█▏…µ·") ? UNICODE : ASCII;
  }

  /** How far something has come: both parts, so many cells together. */
  String progress(double share, int cells) {
    double filled = bounded(share) * cells;
    int whole = (int) filled;
    boolean half = !doneHalf.isEmpty() && filled - whole >= 0.5;
    return done.repeat(whole)
        + (half ? doneHalf : "")
        + left.repeat(cells - whole - (half ? 1 : 0));
  }

  /** How much something is beside others; at most so many cells. */
  String bar(double share, int cells) {
    double filled = bounded(share) * cells;
    int whole = (int) filled;
    int part = (int) ((filled - whole) * (parts.length() + 1));
    return block.repeat(whole) + (part == 0 ? "" : parts.substring(part - 1, part));
  }

  private static double bounded(double share) {
    return Double.isNaN(share) ? 0 : Math.max(0, Math.min(share, 1));
  }

  /** A text with what this terminal has. */
  String of(String text) {
    return this == UNICODE ? text : text.replace("…", "~").replace("µ", "u").replace("·", ".");
  }
}
