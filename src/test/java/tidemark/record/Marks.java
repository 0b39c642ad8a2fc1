package tidemark.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Takes the marks of a run from whoever makes one. There are few, but for audits that find nothing:
 * of those it keeps every second one when they are too many, again and again. Thread-safe.
 */
public final class Marks {
  static final int MOST_AUDITS = 200;
  private static final int LONGEST_TEXT = 200;

  /** Times are {@link System#nanoTime()} until somebody asks: the begin may not be known yet. */
  private final List<Mark> marks = new ArrayList<>();

  private OptionalLong beginNanos = OptionalLong.empty();

  /**
   * The run begins.
   *
   * @param nowNanos {@link System#nanoTime()}
   */
  public synchronized void begin(long nowNanos) {
    beginNanos = OptionalLong.of(nowNanos);
  }

  /** Something happens now. */
  public void add(Mark.Kind kind, boolean good, String text) {
    add(System.nanoTime(), kind, good, text);
  }

  /**
   * Something happens at a time.
   *
   * @param atNanos {@link System#nanoTime()}, which may lie ahead
   * @param text a long one is cut
   */
  public synchronized void add(long atNanos, Mark.Kind kind, boolean good, String text) {
    marks.add(new Mark(atNanos, kind, good, Shown.line(text, LONGEST_TEXT)));
    if (marks.stream().filter(Marks::mayGo).count() > MOST_AUDITS) {
      thin();
    }
  }

  private static boolean mayGo(Mark mark) {
    return mark.kind() == Mark.Kind.AUDIT && mark.good();
  }

  private void thin() {
    List<Mark> all = List.copyOf(marks);
    marks.clear();
    int seen = 0;
    for (Mark mark : all) {
      if (!mayGo(mark) || seen++ % 2 == 0) {
        marks.add(mark);
      }
    }
  }

  /**
   * All up to a time, the earliest first; none before the run has begun.
   *
   * @param nanos since the run's begin
   */
  public synchronized List<Mark> until(long nanos) {
    if (beginNanos.isEmpty()) {
      return List.of();
    }
    long begin = beginNanos.getAsLong();
    return marks.stream()
        .map(mark -> new Mark(mark.nanos() - begin, mark.kind(), mark.good(), mark.text()))
        .filter(mark -> mark.nanos() <= nanos)
        .sorted(Comparator.comparingLong(Mark::nanos))
        .toList();
  }
}
