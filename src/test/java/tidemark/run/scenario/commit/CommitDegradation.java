package tidemark.run.scenario.commit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import tidemark.record.Figures;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;

/** Batches of commits on one connection: do they get slower as more is stored? */
public final class CommitDegradation implements Case {
  private static final double MOST_GROWTH = 3;

  /** So many at the begin say how fast commits are; two at the end are no stall of one. */
  private static final int FIRST = 3;

  private static final int LAST = 2;

  private final CommitPlace place;
  private final int batches;
  private final int size;

  /**
   * The case.
   *
   * @param batches at least 2, and one before them that is in no figure
   * @param size commits in each
   */
  public CommitDegradation(CommitPlace place, int batches, int size) {
    this.place = place;
    this.batches = batches;
    this.size = size;
  }

  @Override
  public String name() {
    return "degradation";
  }

  @Override
  public String group() {
    return CommitDesk.GROUP;
  }

  @Override
  public String expected() {
    return "of %d batches of %d commits the last takes less than %.0f x the first, on a line, and"
            .formatted(batches, size, MOST_GROWTH)
        + " the last two are no collapse";
  }

  @Override
  public Duration limit() {
    return Duration.ofMinutes(2);
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    CommitDesk desk = new CommitDesk(place, site.engine(1), name());
    desk.openBranches();
    batch(desk);
    List<CommitOutcome> outcomes = new ArrayList<>();
    double[] millis = new double[batches];
    long start = System.nanoTime();
    for (int i = 0; i < batches; i++) {
      long begun = System.nanoTime();
      outcomes.addAll(batch(desk));
      millis[i] = (System.nanoTime() - begun) / 1e6;
    }
    long took = System.nanoTime() - start;
    return observed(millis, CommitFigures.of(outcomes, took), desk.check());
  }

  private List<CommitOutcome> batch(CommitDesk desk)
      throws InterruptedException, ExecutionException {
    List<CommitOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      outcomes.add(desk.commit(place.branch(i)));
    }
    return outcomes;
  }

  private static Observation observed(double[] millis, CommitFigures commits, CommitCheck check) {
    List<String> broken = new ArrayList<>(slower(millis));
    if (commits.good() < commits.all()) {
      broken.add("not all commits succeeded");
    }
    broken.addAll(check.broken());
    Map<String, Object> figures = commits.map();
    figures.put("batch_ms", Arrays.stream(millis).boxed().toList());
    figures.put("slope_ms", LinearFit.of(millis).slope());
    figures.put("growth", growth(millis));
    figures.put("collapse", collapse(millis));
    check.addTo(figures);
    String text = "the last batch takes %s x the first, ".formatted(Figures.number(growth(millis)));
    return Observation.of(text + commits.text(), broken, figures);
  }

  /** Whether they get slower: all along, or in the end. */
  static List<String> slower(double... millis) {
    List<String> slower = new ArrayList<>();
    if (growth(millis) >= MOST_GROWTH) {
      slower.add("commits get slower");
    }
    if (collapse(millis) >= MOST_GROWTH) {
      slower.add(
          "commits are slow in the end: the last two batches take %s x the first or more"
              .formatted(Figures.number(collapse(millis))));
    }
    return slower;
  }

  /**
   * The faster one of the last two batches over the median of the first three. The line does not
   * see what begins that late.
   */
  static double collapse(double... millis) {
    double[] first = Arrays.stream(millis).limit(FIRST).toArray();
    double last = Arrays.stream(millis).skip(Math.max(0, millis.length - LAST)).min().orElseThrow();
    return last / LinearFit.median(first);
  }

  /**
   * The last batch over the first, both on the line through all of them: one slow batch alone does
   * not make it. The line does not begin below the fastest batch.
   */
  static double growth(double... millis) {
    LinearFit line = LinearFit.of(millis);
    double first = Math.max(line.start(), Arrays.stream(millis).min().orElseThrow());
    return line.at(millis.length - 1) / first;
  }
}
