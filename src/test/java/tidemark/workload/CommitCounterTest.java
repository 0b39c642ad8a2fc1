package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The counters from which the audit knows what must be in the ledger. */
class CommitCounterTest {
  private static final int WRITER = 3;
  private static final int LINES = 20;

  /** How an attempt ends. */
  private enum End {
    ACKNOWLEDGED,
    REFUSED,
    UNCERTAIN
  }

  /** Attempts with these ends, one after the other; the entries of those that used their number. */
  private static List<Entry> attempts(CommitCounter counter, List<End> ends) {
    List<Entry> used = new ArrayList<>();
    for (End end : ends) {
      Entry entry = counter.attempt();
      switch (end) {
        case ACKNOWLEDGED -> counter.acknowledged(entry, LINES);
        case UNCERTAIN -> counter.uncertain(entry, LINES);
        case REFUSED -> {
          continue;
        }
      }
      used.add(entry);
    }
    return used;
  }

  @Property
  void whateverHappensTheNumbersHaveNoGaps(@ForAll List<End> ends) {
    CommitCounter counter = new CommitCounter(WRITER);

    List<Entry> used = attempts(counter, ends);

    assertThat(used.stream().map(Entry::number))
        .isEqualTo(LongStream.rangeClosed(1, used.size()).boxed().toList());
    assertThat(counter.expected().next()).isEqualTo(used.size() + 1L);
  }

  @Property
  void theCountersSayWhatTheLedgerMustHold(@ForAll List<End> ends) {
    CommitCounter counter = new CommitCounter(WRITER);
    List<Entry> used = attempts(counter, ends);
    List<End> kept = ends.stream().filter(end -> end != End.REFUSED).toList();

    List<CommitCounter.Uncertain> uncertain = new ArrayList<>();
    long commits = 0;
    long attempts = 0;
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i) == End.ACKNOWLEDGED) {
        commits++;
        attempts += used.get(i).attempt();
      } else {
        uncertain.add(new CommitCounter.Uncertain(used.get(i), LINES));
      }
    }
    assertThat(counter.expected())
        .isEqualTo(
            new CommitCounter.Expected(
                WRITER, used.size() + 1L, commits, commits * LINES, attempts, uncertain));
  }

  /** A refused number is used again, by an attempt that can be told from the first. */
  @Property
  void noEntryIsGivenTwice(@ForAll List<End> ends) {
    CommitCounter counter = new CommitCounter(WRITER);
    List<Entry> all = new ArrayList<>();
    for (End end : ends) {
      all.add(counter.attempt());
      if (end == End.ACKNOWLEDGED) {
        counter.acknowledged(all.get(all.size() - 1), LINES);
      } else if (end == End.UNCERTAIN) {
        counter.uncertain(all.get(all.size() - 1), LINES);
      }
    }
    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void attemptsAreCountedFrom1AnewForEachNumber() {
    CommitCounter counter = new CommitCounter(WRITER);

    List<Entry> used =
        attempts(
            counter,
            List.of(End.REFUSED, End.REFUSED, End.ACKNOWLEDGED, End.REFUSED, End.UNCERTAIN));

    assertThat(used).containsExactly(new Entry(WRITER, 1, 3), new Entry(WRITER, 2, 2));
    assertThat(counter.attempt()).isEqualTo(new Entry(WRITER, 3, 1));
  }
}
