package tidemark.run.scenario.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
import tidemark.workload.Commit;
import tidemark.workload.CommitIds;
import tidemark.workload.CommitLog;

/** Many ids: by commits from several connections at once, and then many more without a database. */
public final class MemoryIds implements Case {
  private static final int CONNECTIONS = 4;

  private final CommitPlace place;
  private final CommitLog log;
  private final int commits;
  private final int more;

  /**
   * The case.
   *
   * @param commits that get an id each
   * @param more ids of what makes the log's, where it is not the database that does
   */
  public MemoryIds(CommitPlace place, int commits, int more) {
    this.place = place;
    this.log = place.log();
    this.commits = commits;
    this.more = more;
  }

  @Override
  public String name() {
    return "memory-ids";
  }

  @Override
  public String expected() {
    return "the ids of %s commits, and %s made without a database, are unique"
        .formatted(Figures.count(commits), Figures.count(more));
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(90);
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    CommitDesk desk = new CommitDesk(place, site.engine(CONNECTIONS), name());
    desk.openBranches();
    long start = System.nanoTime();
    List<CommitOutcome> outcomes = commit(desk);
    CommitFigures figures = CommitFigures.of(outcomes, System.nanoTime() - start);
    Set<String> ids = new HashSet<>();
    outcomes.forEach(outcome -> outcome.id().ifPresent(ids::add));
    long begun = System.nanoTime();
    long repeated = log.ids().map(maker -> repeated(maker, ids)).orElse(0L);
    double millis = (System.nanoTime() - begun) / 1e6;
    return observed(figures, desk.check(), repeated, millis);
  }

  /** One commit on each branch at a time: on a branch they wait for one another. */
  private List<CommitOutcome> commit(CommitDesk desk)
      throws InterruptedException, ExecutionException {
    List<CommitOutcome> outcomes = new ArrayList<>();
    while (outcomes.size() < commits) {
      List<CompletableFuture<CommitOutcome>> orders = new ArrayList<>();
      for (int i = 0; i < Math.min(place.branches(), commits - outcomes.size()); i++) {
        orders.add(desk.order(i));
      }
      for (CompletableFuture<CommitOutcome> order : orders) {
        outcomes.add(desk.await(order));
      }
    }
    return outcomes;
  }

  /** Makes the ids of a branch of so many commits; how many of them were there before. */
  private long repeated(CommitIds maker, Set<String> ids) {
    long repeated = 0;
    String parent = "";
    for (int i = 0; i < more; i++) {
      parent = maker.of(parent, new Commit(place.tag(), place.tag() + i, ""));
      if (!ids.add(parent)) {
        repeated++;
      }
    }
    return repeated;
  }

  private Observation observed(
      CommitFigures commits, CommitCheck check, long repeated, double millis) {
    List<String> broken = new ArrayList<>();
    if (commits.good() < commits.all()) {
      broken.add("not all commits succeeded");
    }
    broken.addAll(check.broken());
    if (repeated > 0) {
      broken.add("ids made twice: " + repeated);
    }
    boolean made = log.ids().isPresent();
    Map<String, Object> figures = commits.map();
    check.addTo(figures);
    figures.put("made", made ? more : 0);
    figures.put("repeated", repeated);
    figures.put("made_ms", millis);
    String text =
        made
            ? "%s ids made in %s; ".formatted(Figures.count(more), Figures.millis(millis))
            : "the database makes its ids by itself; ";
    return Observation.of(text + commits.text(), broken, figures);
  }
}
