package tidemark.run.scenario.connection;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.record.Figures;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.Polling;
import tidemark.run.scenario.commit.CommitCheck;
import tidemark.run.scenario.commit.CommitDesk;
import tidemark.run.scenario.commit.CommitOutcome;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.sql.SqlEngine;

/** An engine whose backends are killed, the commits before and after, and what is broken. */
final class KillTrial {
  /** The server's processes, and their connections here, are gone or back within that time. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int CONNECTIONS = 5;

  private final ServerSessions sessions;
  private final CommitDesk desk;
  private final List<String> broken = new ArrayList<>();
  private final Map<String, Long> errors = new TreeMap<>();
  private List<ServerSession> killed = List.of();
  private long killedNanos;
  private long good;

  private KillTrial(ServerSessions sessions, CommitDesk desk) {
    this.sessions = sessions;
    this.desk = desk;
  }

  /** An engine all of whose connections have committed. */
  static KillTrial open(CaseSite site, CommitPlace place, String name) throws Exception {
    ServerSessions sessions = ServerSessions.of(site).orElseThrow();
    SqlEngine engine = site.engine(CONNECTIONS);
    KillTrial trial = new KillTrial(sessions, new CommitDesk(place, engine, name));
    trial.desk.openBranches();
    trial.commitOnAll();
    trial.mustBeIdle();
    return trial;
  }

  CommitDesk desk() {
    return desk;
  }

  ServerSessions sessions() {
    return sessions;
  }

  /** As many commits at once as there are connections, all of which must succeed. */
  void commitOnAll() throws InterruptedException, ExecutionException {
    List<CompletableFuture<CommitOutcome>> orders = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      orders.add(desk.order(i));
    }
    for (CompletableFuture<CommitOutcome> order : orders) {
      CommitOutcome outcome = await(order);
      if (outcome.error().isPresent()) {
        broken.add("a commit failed: " + outcome.error().get().category());
      }
    }
  }

  private CommitOutcome await(CompletableFuture<CommitOutcome> order)
      throws InterruptedException, ExecutionException {
    CommitOutcome outcome = desk.await(order);
    outcome
        .error()
        .ifPresentOrElse(kind -> errors.merge(kind.category(), 1L, Long::sum), () -> good++);
    return outcome;
  }

  /** Has the server end these, and waits until they are gone. */
  void kill(List<ServerSession> victims) throws Exception {
    killed = victims;
    killedNanos = System.nanoTime();
    sessions.end(victims);
    if (!Polling.until(PATIENCE, () -> !pids(sessions.all()).removeAll(pids(victims)))) {
      broken.add("the server does not end its processes");
    }
  }

  private static Set<Long> pids(List<ServerSession> sessions) {
    return sessions.stream().map(ServerSession::pid).collect(Collectors.toSet());
  }

  /** A commit whose backend was killed must have failed like this. */
  void mustFail(CompletableFuture<CommitOutcome> order, ErrorClass as)
      throws InterruptedException, ExecutionException {
    CommitOutcome outcome = await(order);
    if (!outcome.isOf(as)) {
      broken.add("a commit ended with %s, which is not %s".formatted(how(outcome), as));
    }
  }

  private static String how(CommitOutcome outcome) {
    return outcome.error().map(ErrorKind::category).orElse("success");
  }

  /**
   * The pool heals: each dead connection fails one commit at most, by saying that it is lost; then
   * there are as many sessions as before, none of them in a transaction, and all commit.
   */
  Observation healed() throws Exception {
    int failures = 0;
    CommitOutcome outcome = await(desk.order(0));
    while (outcome.error().isPresent() && failures < killed.size()) {
      if (!outcome.isOf(ErrorClass.CONNECTION)) {
        broken.add("a commit ended with " + how(outcome));
      }
      failures++;
      outcome = await(desk.order(0));
    }
    commitOnAll();
    mustBeIdle();
    double millis = (System.nanoTime() - killedNanos) / 1e6;
    commitOnAll();
    CommitCheck check = desk.check();
    broken.addAll(check.broken());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("killed", (long) killed.size());
    figures.put("failed_afterwards", (long) failures);
    figures.put("commits", good);
    figures.put("errors", errors);
    figures.put("healed_ms", millis);
    check.addTo(figures);
    return Observation.of(
        "%d of %d backends killed; healed after %s, failed: %s"
            .formatted(killed.size(), CONNECTIONS, Figures.millis(millis), errors),
        broken,
        figures);
  }

  private void mustBeIdle() throws Exception {
    if (!Polling.until(PATIENCE, this::areIdle)) {
      broken.add("%d idle sessions are to be, not %s".formatted(CONNECTIONS, sessions.all()));
    }
  }

  private boolean areIdle() throws SQLException {
    List<ServerSession> all = sessions.all();
    return all.size() == CONNECTIONS && all.stream().allMatch(one -> one.state().equals("idle"));
  }

  /** Something is not as it must be. */
  void breaks(String what) {
    broken.add(what);
  }
}
