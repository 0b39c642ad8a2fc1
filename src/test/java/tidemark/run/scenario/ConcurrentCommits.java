package tidemark.run.scenario;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import tidemark.sql.Plan;
import tidemark.sql.SqlEngine;
import tidemark.workload.Commit;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;

/** Many connections at once, each of which makes a table and commits, over ten branches. */
public final class ConcurrentCommits implements Case {
  private static final double LEAST_PERCENT = 80;
  private static final Commit UNTRIED = new Commit("", "", "");

  private final CommitLog log;
  private final String tag;
  private final int connections;

  /**
   * The case.
   *
   * @param tag of the run, see {@link CommitDesk}
   * @param connections all of them open before the first commit
   */
  public ConcurrentCommits(CommitLog log, String tag, int connections) {
    this.log = log;
    this.tag = tag;
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
    CaseSite.Reach reach = new CaseSite.Reach(connections, Optional.empty());
    SqlEngine engine;
    try {
      engine = site.engine(connections);
    } catch (SQLException refused) { // whoever gets no connection has failed, not the case
      reach = site.reach(connections);
      engine = site.engine(reach.opened());
    }
    CommitDesk desk = new CommitDesk(log, engine, tag + "_" + name());
    desk.openBranches();
    long start = System.nanoTime();
    List<CompletableFuture<CommitOutcome>> orders = new ArrayList<>();
    for (int i = 0; i < reach.opened(); i++) {
      orders.add(desk.order(i % CommitDesk.BRANCHES, CommitTables.create(i)));
    }
    List<CommitOutcome> outcomes = new ArrayList<>();
    for (CompletableFuture<CommitOutcome> order : orders) {
      outcomes.add(desk.await(order));
    }
    long took = System.nanoTime() - start;
    long torn = torn(outcomes, tables(engine));
    for (int i = reach.opened(); i < connections; i++) {
      outcomes.add(new CommitOutcome(UNTRIED, Optional.empty(), reach.refusal(), 0));
    }
    return observed(CommitFigures.of(outcomes, took), desk.check(), torn);
  }

  private static Observation observed(CommitFigures commits, CommitCheck check, long torn) {
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
    return Observation.of(commits.text(), broken, figures);
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
    CaseCall.End<Set<String>> end = CaseCall.submit(engine, plan, "").get();
    return end.state()
        .orElseThrow(
            () -> new IllegalStateException("the tables cannot be read: " + end.failure()));
  }
}
