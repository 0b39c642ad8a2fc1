package tidemark.run.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import tidemark.report.Figures;

/** Commits from more and more connections at once, over all branches. */
public final class CommitGrowth implements Case {
  private static final int FIRST = 10;

  /** Commits of each connection in a step. */
  private static final int ROUNDS = 5;

  private final CommitPlace place;
  private final int most;

  /**
   * The case.
   *
   * @param most connections that commit in the last step, all of them open before; in the first it
   *     is 10 or fewer, in each further one twice as many as before
   */
  public CommitGrowth(CommitPlace place, int most) {
    this.place = place;
    this.most = most;
  }

  @Override
  public String name() {
    return "commit-growth";
  }

  @Override
  public String expected() {
    return "from %s connections at once, %.0f %% of all commits succeed; ids are unique"
        .formatted(steps(most), ConcurrentCommits.LEAST_PERCENT);
  }

  @Override
  public Duration limit() {
    return Duration.ofMinutes(2);
  }

  /** As {@code 10, 20, 40, 80, 100}. */
  static List<Integer> steps(int most) {
    List<Integer> steps = new ArrayList<>();
    for (int connections = FIRST; connections < most; connections *= 2) {
      steps.add(connections);
    }
    steps.add(most);
    return steps;
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    Admitted admitted = Admitted.of(site, most);
    CommitDesk desk = new CommitDesk(place, admitted.engine(), name());
    desk.openBranches();
    Map<Integer, CommitFigures> steps = new LinkedHashMap<>();
    for (int connections : steps(most)) {
      steps.put(connections, step(desk, admitted, connections));
    }
    return observed(steps, desk.check());
  }

  /** In rounds: each time all of them order at once, and no connection has two orders. */
  private CommitFigures step(CommitDesk desk, Admitted admitted, int connections)
      throws InterruptedException, ExecutionException {
    int able = Math.min(connections, admitted.connections());
    List<CommitOutcome> outcomes = new ArrayList<>();
    long start = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      List<CompletableFuture<CommitOutcome>> orders = new ArrayList<>();
      for (int i = 0; i < able; i++) {
        orders.add(desk.order(place.branch(i)));
      }
      for (CompletableFuture<CommitOutcome> order : orders) {
        outcomes.add(desk.await(order));
      }
    }
    long took = System.nanoTime() - start;
    for (int i = ROUNDS * able; i < ROUNDS * connections; i++) {
      outcomes.add(admitted.untried());
    }
    return CommitFigures.of(outcomes, took);
  }

  private static Observation observed(Map<Integer, CommitFigures> steps, CommitCheck check) {
    List<String> broken = new ArrayList<>();
    List<String> rates = new ArrayList<>();
    List<Map<String, Object>> rows = new ArrayList<>();
    steps.forEach(
        (connections, commits) -> {
          if (commits.successPercent() < ConcurrentCommits.LEAST_PERCENT) {
            broken.add("too few commits succeeded from %d connections".formatted(connections));
          }
          rates.add("%s from %d".formatted(Figures.number(commits.perSecond()), connections));
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("connections", connections.longValue());
          row.putAll(commits.map());
          rows.add(row);
        });
    broken.addAll(check.broken());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("steps", rows);
    check.addTo(figures);
    return Observation.of("commits/s: " + String.join(", ", rates), broken, figures);
  }
}
