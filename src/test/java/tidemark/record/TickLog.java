package tidemark.record;

import java.util.ArrayList;
import java.util.List;

/**
 * The intervals of a run, in memory that does not grow with it: when there are too many, each two
 * neighbours become one, and so does what comes from then on. For one thread.
 */
final class TickLog {
  static final int MOST = 1_800;

  private final List<Tick> ticks = new ArrayList<>();

  /** How many of what comes make one of what is kept. */
  private int each = 1;

  /** How many of them the newest one has. */
  private int newest = 1;

  void add(Tick tick) {
    if (newest < each) {
      addToNewest(tick);
      newest++;
      return;
    }
    if (ticks.size() == MOST) {
      halve();
    }
    ticks.add(tick);
    newest = 1;
  }

  /**
   * The end of a run seldom falls on the end of an interval: a short rest has no rate of its own.
   */
  void addRest(Tick tick) {
    if (ticks.isEmpty()) {
      add(tick);
    } else {
      addToNewest(tick);
    }
  }

  private void addToNewest(Tick tick) {
    int last = ticks.size() - 1;
    ticks.set(last, ticks.get(last).plus(tick));
  }

  private void halve() {
    List<Tick> all = List.copyOf(ticks);
    ticks.clear();
    for (int i = 0; i < all.size(); i += 2) {
      ticks.add(all.get(i).plus(all.get(i + 1)));
    }
    each *= 2;
  }

  List<Tick> ticks() {
    return List.copyOf(ticks);
  }
}
