package tidemark.run.scenario.commit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseCall;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.sql.Plan;
import tidemark.sql.SqlEngine;
import tidemark.workload.CommitTables;

/** Many connections at once, each of which makes a table and commits, over some branches. */
public final class ConcurrentCommits implements Case {
  static final double LEAST_PERCENT = 80;

  private final CommitPlace place;
  private final int connections;

  /**
   * The case.
   *
   * @param connections all of them open before the first commit
   */
  public ConcurrentCommits(CommitPlace place, int connections) {
    this.place = place;
    this.connections = connections;
  }

  @Override
  public String name() {
    return "concurrent";
  }

  @Override
  public String group() {
    return CommitDesk.GROUP;
  }

  @Override
  public String expected() {
    return "of %d connections at once, each of which makes a table and commits, %.0f %% succeed; "
            .formatted(connections, LEAST_PERCENT)
        + "ids are unique, a table is there if its commit is";
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(90);
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    int share = site.share(connections);
    if (share == 0) {
      return Observation.skipped(CaseSite.OTHERS);
    }
    Admitted admitted = Admitted.of(site, share);
    CommitDesk desk = new CommitDesk(place, admitted.engine(), name());
    desk.openBranches();
    long start = System.nanoTime();
    List<CompletableFuture<CommitOutcome>> orders = new ArrayList<>();
    for (int i = 0; i < admitted.connections(); i++) {
      orders.add(desk.order(place.branch(i), CommitTables.create(i)));
    }
    List<CommitOutcome> outcomes = new ArrayList<>();
    for (CompletableFuture<CommitOutcome> order : orders) {
      outcomes.add(desk.await(order));
    }
    long took = System.nanoTime() - start;
    long torn = torn(outcomes, tables(admitted.engine()));
    for (int i = admitted.connections(); i < share; i++) {
      outcomes.add(admitted.untried());
    }
    return observed(CommitFigures.of(outcomes, took), desk.check(), torn, connections - share);
  }

  private static Observation observed(
      CommitFigures commits, CommitCheck check, long torn, long left) {
    List<String> broken = new ArrayList<>();
    if (commits.successPercent() < LEAST_PERCENT) {
      broken.add("too few commits succeeded");
    }
    broken.addAll(check.broken());
    if (torn > 0) {
      broken.add("tables without their commit, or commits without their table: " + torn);
    }
    Map<String, Object> figures = commits.map();
    check.addTo(figures);
    figures.put("torn", torn);
    figures.put("left_to_others", left);
    String fewer = left == 0 ? "" : ", %d connections left to others".formatted(left);
    return Observation.of(commits.text() + fewer, broken, figures);
  }

  /** A table is there if, and only if, its commit is; of an unknown outcome, either is good. */
  private static long torn(List<CommitOutcome> outcomes, Set<String> tables) {
    long torn = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      CommitOutcome outcome = outcomes.get(i);
      boolean there = tables.contains(CommitTables.name(i));
      if (!outcome.unknown() && there != outcome.id().isPresent()) {
        torn++;
      }
    }
    return torn;
  }

  private static Set<String> tables(SqlEngine engine)
      throws InterruptedException, ExecutionException {
    Plan<String, Set<String>> plan =
        Plan.<String, Set<String>>of("tables", nothing -> new HashSet<>())
            .query(
                engine.dialect().file("commit").get("tables"),
                (names, rows) -> names.addAll(rows.list(row -> row.text(1))))
            .build();
    return CaseCall.get(engine, plan, "");
  }
}
