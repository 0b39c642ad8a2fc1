package tidemark.run.scenario.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import tidemark.record.Figures;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.commit.CommitCheck;
import tidemark.run.scenario.commit.CommitDesk;
import tidemark.run.scenario.commit.CommitFigures;
import tidemark.run.scenario.commit.CommitOutcome;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.workload.CommitLog;

/** Long messages of all kinds of characters, each committed and read back. */
public final class MemoryMessages implements Case {
  private static final int KIB = 1024;
  private static final int MIB = KIB * KIB;
  private static final int SMALLEST = KIB;
  private static final int LARGEST_DRAWN = 100 * KIB;

  private final CommitPlace place;
  private final CommitLog log;
  private final int drawn;
  private final int largestMb;
  private final long seed;

  /**
   * The case.
   *
   * @param drawn messages of 1 KB to 100 KB, before those that get larger and larger
   * @param largestMb of the last one, in MB of 1,048,576 bytes; the log may allow less
   * @param seed draws sizes and characters
   */
  public MemoryMessages(CommitPlace place, int drawn, int largestMb, long seed) {
    this.place = place;
    this.log = place.log();
    this.drawn = drawn;
    this.largestMb = largestMb;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "memory-messages";
  }

  @Override
  public String expected() {
    return "%s messages of 1 to 100 KB, and larger ones to %d MB, are stored and read back equal"
        .formatted(Figures.count(drawn), largestMb);
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(90);
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    CommitDesk desk = new CommitDesk(place, site.engine(1), name());
    desk.openBranches();
    SplittableRandom random = new SplittableRandom(seed);
    int longest = Math.min(largestMb * MIB, log.longestMessage());
    List<CommitOutcome> outcomes = new ArrayList<>();
    long bytes = 0;
    long nanos = 0;
    for (int size : sizes(random, longest)) {
      String text = MessageText.of(random, size - desk.head());
      CommitOutcome outcome = desk.commit(place.branch(outcomes.size()), text);
      outcomes.add(outcome);
      bytes += size;
      nanos += outcome.nanos();
    }
    List<String> broken = new ArrayList<>(tooLong(desk));
    long start = System.nanoTime();
    CommitCheck check = desk.check();
    double readMillis = (System.nanoTime() - start) / 1e6;
    CommitFigures commits = CommitFigures.of(outcomes, nanos);
    return observed(commits, check, broken, bytes, longest, readMillis);
  }

  private List<Integer> sizes(SplittableRandom random, int longest) {
    int end = Math.min(LARGEST_DRAWN, longest) + 1;
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < drawn; i++) {
      sizes.add(random.nextInt(SMALLEST, end));
    }
    for (int size = 2 * LARGEST_DRAWN; size < longest; size *= 2) {
      sizes.add(size);
    }
    sizes.add(longest);
    return sizes;
  }

  /** One character more than the log allows: refused for that, and not cut. */
  private List<String> tooLong(CommitDesk desk) throws InterruptedException, ExecutionException {
    if (log.longestMessage() == Integer.MAX_VALUE) {
      return List.of();
    }
    CommitOutcome outcome = desk.commit(0, "x".repeat(log.longestMessage() + 1 - desk.head()));
    boolean refused =
        outcome.error().filter(kind -> kind.category().equals("message_too_long")).isPresent();
    return refused ? List.of() : List.of("a message that is too long is not refused for that");
  }

  private static Observation observed(
      CommitFigures commits,
      CommitCheck check,
      List<String> broken,
      long bytes,
      int longest,
      double readMillis) {
    if (commits.good() < commits.all()) {
      broken.add("not all messages were stored");
    }
    broken.addAll(check.broken());
    Map<String, Object> figures = commits.map();
    figures.put("bytes", bytes);
    figures.put("largest_bytes", longest);
    figures.put("written_mb_per_second", perSecond(bytes, commits.totalMillis()));
    figures.put("read_mb_per_second", perSecond(bytes, readMillis));
    check.addTo(figures);
    String text =
        "%s MB in messages up to %s KB: written at %s MB/s, read at %s MB/s; "
            .formatted(
                Figures.number((double) bytes / MIB),
                Figures.count(longest / KIB),
                Figures.number(perSecond(bytes, commits.totalMillis())),
                Figures.number(perSecond(bytes, readMillis)));
    return Observation.of(text + commits.text(), broken, figures);
  }

  private static double perSecond(long bytes, double millis) {
    return millis == 0 ? 0 : bytes / (double) MIB / millis * 1000;
  }
}
