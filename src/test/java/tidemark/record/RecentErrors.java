package tidemark.record;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The last errors. In a storm it takes so many of each kind, then none until somebody has looked:
 * whoever meets one more reads one number, and neither locks nor makes an object. Thread-safe.
 */
public final class RecentErrors {
  static final int SHOWN = 10;

  /** So many unexpected ones are shown, however many expected ones came after them. */
  static final int UNEXPECTED_FIRST = 5;

  private static final int LONGEST_TEXT = 300;

  private final LongSupplier nanoClock;
  private final Kind expected = new Kind();
  private final Kind unexpected = new Kind();

  /** The newest of one kind. */
  private static final class Kind {
    final AtomicInteger room = new AtomicInteger(SHOWN);
    final AtomicInteger next = new AtomicInteger();
    final AtomicReferenceArray<RecentError> newest = new AtomicReferenceArray<>(SHOWN);

    boolean isOpen() {
      return room.get() > 0 && room.getAndDecrement() > 0;
    }

    void add(RecentError error) {
      newest.set(Math.floorMod(next.getAndIncrement(), SHOWN), error);
    }

    /** Those that are kept, and there is room for others. */
    Stream<RecentError> look() {
      room.set(SHOWN);
      return IntStream.range(0, SHOWN).mapToObj(newest::get).filter(Objects::nonNull);
    }
  }

  private static final Comparator<RecentError> NEWEST =
      (one, other) -> Long.compare(0, one.nanos() - other.nanos());

  /**
   * @param nanoClock says when an error came
   */
  RecentErrors(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  RecentErrors() {
    this(System::nanoTime);
  }

  void add(boolean isExpected, String category, String source, String message) {
    Kind kind = isExpected ? expected : unexpected;
    if (kind.isOpen()) {
      kind.add(
          new RecentError(
              nanoClock.getAsLong(),
              isExpected,
              category,
              source,
              Shown.line(message, LONGEST_TEXT)));
    }
  }

  /** The last ones of several, the newest first; times are still those of the clock. */
  static List<RecentError> last(Collection<RecentErrors> several) {
    List<RecentError> all =
        several.stream()
            .flatMap(one -> Stream.concat(one.expected.look(), one.unexpected.look()))
            .sorted(NEWEST)
            .toList();
    List<RecentError> first =
        all.stream().filter(one -> !one.expected()).limit(UNEXPECTED_FIRST).toList();
    return Stream.concat(first.stream(), all.stream().filter(one -> !first.contains(one)))
        .limit(SHOWN)
        .sorted(NEWEST)
        .toList();
  }
}
