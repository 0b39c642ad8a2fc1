package tidemark.workload;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The chats of one page whose outcome nobody knows. They may be all of a run's, where clients give
 * up: so there is a bit for each number, and of the attempts, of which nearly all are the first,
 * only some others are kept. Not thread-safe.
 */
final class UnknownChats {
  private static final int MOST_LATER = 1_000;

  private final BitSet numbers;

  /** By number, the attempts that were not the first. */
  private final Map<Long, Long> later;

  UnknownChats() {
    this(new BitSet(), new HashMap<>());
  }

  private UnknownChats(BitSet numbers, Map<Long, Long> later) {
    this.numbers = numbers;
    this.later = later;
  }

  UnknownChats copy() {
    return new UnknownChats((BitSet) numbers.clone(), new HashMap<>(later));
  }

  void add(Entry entry) {
    numbers.set(Math.toIntExact(entry.number()));
    if (entry.attempt() > 1 && later.size() < MOST_LATER) {
      later.put(entry.number(), entry.attempt());
    }
  }

  boolean contains(long number) {
    return numbers.get(Math.toIntExact(number));
  }

  /** False if the number was used by another attempt; true where that is not known any more. */
  boolean mayBe(long number, long attempt) {
    Long known = later.get(number);
    if (known != null) {
      return known == attempt;
    }
    return attempt == 1 || later.size() == MOST_LATER;
  }

  long count() {
    return numbers.cardinality();
  }
}
