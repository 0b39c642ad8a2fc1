package tidemark.run.scenario.connection;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

  /** As often all of them commit at most, until none fails. */
  private static final int ROUNDS = 10;

  private final ServerSessions sessions;
  private final CommitDesk desk;
  private final Set<String> broken = new LinkedHashSet<>();
  private final Map<String, Long> errors = new TreeMap<>();
  private List<ServerSession> killed = List.of();
  private int mayFail;
  private long killedNanos;
  private long good;

  private KillTrial(ServerSessions sessions, CommitDesk desk) {
    this.sessions = sessions;
    this.desk = desk;
  }

  /**
   * An engine all of whose connections have committed. What is tried on it is no matter of short
   * times, whatever those of the run are: backends are killed while they wait, and it must heal.
   */
  static KillTrial open(CaseSite site, CommitPlace place, String name) throws Exception {
    ServerSessions sessions = ServerSessions.of(site).orElseThrow();
    SqlEngine engine = site.patient(PATIENCE.multipliedBy(2)).engine(CONNECTIONS);
    KillTrial trial = new KillTrial(sessions, new CommitDesk(place, engine, name));
    trial.desk.openBranches();
    if (trial.commitOnAll() > 0) {
      trial.breaks("commits failed before any backend was killed");
    }
    trial.mustBeIdle();
    return trial;
  }

  CommitDesk desk() {
    return desk;
  }

  ServerSessions sessions() {
    return sessions;
  }

  /**
   * Commits on all connections at once, a commit on each.
   *
   * @return how many failed, which they may for a lost connection only
   */
  private int commitOnAll() throws InterruptedException, ExecutionException {
    int failed = 0;
    for (CompletableFuture<CommitOutcome> order : desk.orderAtOnce(CONNECTIONS, PATIENCE)) {
      CommitOutcome outcome = await(order);
      if (outcome.error().isPresent()) {
        failed++;
        if (!outcome.isOf(ErrorClass.CONNECTION)) {
          broken.add("a commit ended with " + how(outcome));
        }
      }
    }
    return failed;
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
    mayFail = victims.size();
    killedNanos = System.nanoTime();
    sessions.end(victims);
    if (!Polling.until(PATIENCE, () -> !pids(sessions.all()).removeAll(pids(victims)))) {
      broken.add("the server does not end its processes");
    }
  }

  private static Set<Long> pids(List<ServerSession> sessions) {
    return sessions.stream().map(ServerSession::pid).collect(Collectors.toSet());
  }

  /** A commit whose backend was killed must have failed like this, and is the last to do so. */
  void mustFail(CompletableFuture<CommitOutcome> order, ErrorClass as)
      throws InterruptedException, ExecutionException {
    CommitOutcome outcome = await(order);
    mayFail--;
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
    int failed = commitOnAll();
    for (int round = 1; failed > 0 && round < ROUNDS; round++) {
      failures += failed;
      failed = commitOnAll();
    }
    failures += failed;
    if (failures > mayFail) {
      broken.add("%d commits failed, of which the killed explain %d".formatted(failures, mayFail));
    }
    if (failed > 0) {
      return Observation.failed(String.join("; ", broken) + "; the pool does not heal");
    }
    mustBeIdle();
    double millis = (System.nanoTime() - killedNanos) / 1e6;
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
        List.copyOf(broken),
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
