package tidemark.record;

import java.util.List;

/**
 * A run over its time, as far as it has come. Nothing in it changes.
 *
 * @param ticks one after the other, without gaps, some 1,800 at most: of a long run each is several
 *     seconds
 * @param marks the earliest first
 */
public record Timeline(List<Tick> ticks, List<Mark> marks) {
  /** Before the begin. */
  public static final Timeline NONE = new Timeline(List.of(), List.of());
}
