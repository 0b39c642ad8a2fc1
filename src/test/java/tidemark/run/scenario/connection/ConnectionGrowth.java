package tidemark.run.scenario.connection;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.commit.CommitDesk;
import tidemark.run.scenario.commit.CommitFigures;
import tidemark.run.scenario.commit.CommitOutcome;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.sql.SqlEngine;

/** Load that grows from ten connections to the limit, in steps; all of them commit. */
public final class ConnectionGrowth implements Case {
  private static final int FIRST = 10;
  private static final int MOST_STEPS = 10;
  private static final int COMMITS_EACH = 2;

  private final CommitPlace place;
  private final int most;

  /**
   * The case.
   *
   * @param most connections of the last step
   */
  public ConnectionGrowth(CommitPlace place, int most) {
    this.place = place;
    this.most = most;
  }

  @Override
  public String name() {
    return "connection-growth";
  }

  @Override
  public String expected() {
    return "commits over all branches succeed on %d to %d connections, or as many as the server"
            .formatted(Math.min(FIRST, most), most)
        + " admits, or half of what it has left for others too; no step has more sessions than"
        + " connections; nothing is lost";
  }

  @Override
  public Duration limit() {
    return Duration.ofMinutes(2);
  }

  /** Ten connections more each, or a tenth of the last where that is more. */
  static List<Integer> steps(int most) {
    int more = Math.max(FIRST, (most + MOST_STEPS - 1) / MOST_STEPS);
    List<Integer> steps = new ArrayList<>();
    for (int connections = FIRST; connections < most; connections += more) {
      steps.add(connections);
    }
    steps.add(most);
    return steps;
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    Growth growth = new Growth(ServerSessions.of(site));
    int share = site.share(most);
    if (share == 0) {
      return Observation.skipped(CaseSite.OTHERS);
    }
    growth.leave(most - share);
    for (int wanted : steps(share)) {
      CaseSite.Reach reach = site.reach(wanted); // a pool learns that slowly
      growth.awaitNoSession();
      reach.refusal().ifPresent(kind -> growth.refused(wanted, kind));
      if (reach.opened() > growth.reached()) {
        step(site, growth, reach.opened());
      }
      if (reach.refusal().isPresent()) {
        break;
      }
    }
    return growth.observation();
  }

  private void step(CaseSite site, Growth growth, int connections) throws Exception {
    SqlEngine opened;
    try {
      opened = site.engine(connections);
    } catch (SQLException e) {
      growth.refused(connections, site.kind(e));
      return;
    }
    try (SqlEngine engine = opened) {
      step(growth, engine, connections);
    }
    growth.awaitNoSession();
  }

  private void step(Growth growth, SqlEngine engine, int connections) throws Exception {
    CommitDesk desk = new CommitDesk(place, engine, "growth-" + connections);
    desk.openBranches();
    long start = System.nanoTime();
    List<CompletableFuture<CommitOutcome>> orders = new ArrayList<>();
    for (int i = 0; i < connections * COMMITS_EACH; i++) {
      orders.add(desk.order(place.branch(i)));
    }
    growth.watch(CompletableFuture.allOf(orders.toArray(CompletableFuture[]::new)), connections);
    List<CommitOutcome> outcomes = new ArrayList<>();
    for (CompletableFuture<CommitOutcome> order : orders) {
      outcomes.add(desk.await(order));
    }
    growth.step(connections, CommitFigures.of(outcomes, System.nanoTime() - start), desk.check());
  }
}
