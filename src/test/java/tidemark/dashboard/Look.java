package tidemark.dashboard;

import java.time.ZoneId;

/**
 * How a view is to look.
 *
 * @param columns cells of a line
 * @param rows lines
 * @param zone of the times of day
 */
record Look(int columns, int rows, Palette palette, Glyphs glyphs, ZoneId zone) {
  /** The same for a terminal of another size. */
  Look sized(int otherColumns, int otherRows) {
    return new Look(otherColumns, otherRows, palette, glyphs, zone);
  }
}
