package tidemark.run.scenario.connection;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tidemark.error.ErrorKind;
import tidemark.fault.LocalBackend;
import tidemark.record.Figures;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.Polling;
import tidemark.run.scenario.commit.CommitCheck;
import tidemark.run.scenario.commit.CommitFigures;

/** The steps of growing load, what the server shows of each, and what is not as it must be. */
final class Growth {
  private static final String TOO_MANY = "too_many_connections";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PERIOD = Duration.ofMillis(10);

  private final Optional<ServerSessions> sessions;
  private final Set<String> broken = new LinkedHashSet<>();
  private final List<Map<String, Object>> steps = new ArrayList<>();
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final Map<String, Long> states = new TreeMap<>();
  private int left;
  private int reached;
  private long peak;
  private long commits;
  private double kilobytes;

  /**
   * No step so far.
   *
   * @param sessions empty where there is no server
   */
  Growth(Optional<ServerSessions> sessions) {
    this.sessions = sessions;
  }

  /** The server's own limit is one too, if it lets the first step in. */
  void refused(int connections, ErrorKind kind) {
    String refusal = "%d connections: %s".formatted(connections, kind.category());
    figures.put("refused", refusal);
    if (reached == 0 || !kind.category().equals(TOO_MANY)) {
      broken.add("refused " + refusal);
    }
  }

  /** Connections of the last step; 0 before the first. */
  int reached() {
    return reached;
  }

  /** So many connections of those that were asked for are not opened. */
  void leave(int connections) {
    left = connections;
  }

  /** Looks at the sessions every now and then until the work is over. */
  void watch(Future<?> work, int connections) throws Exception {
    states.clear();
    if (sessions.isPresent()) {
      while (!isOver(work)) {
        look(sessions.get(), connections);
      }
    }
  }

  /** Waits for it until it is time for the next look. */
  private static boolean isOver(Future<?> work) throws InterruptedException {
    try {
      work.get(PERIOD.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException | CancellationException e) {
      return true; // what became of it is seen by who has ordered it
    }
  }

  private List<ServerSession> look(ServerSessions watch, int connections) throws SQLException {
    List<ServerSession> all = watch.all();
    Map<String, Long> now = new TreeMap<>();
    all.forEach(one -> now.merge(one.state(), 1L, Long::sum));
    now.forEach((state, count) -> states.merge(state, count, Math::max));
    peak = Math.max(peak, all.size());
    if (all.size() > connections) {
      broken.add("%d sessions on %d connections".formatted(all.size(), connections));
    }
    return all;
  }

  /** A step whose work is over; its connections are still open. */
  void step(int connections, CommitFigures made, CommitCheck check) throws SQLException {
    if (made.good() < made.all()) {
      broken.add("on %d connections %s".formatted(connections, made.text()));
    }
    check.broken().forEach(what -> broken.add("on %d connections %s".formatted(connections, what)));
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("connections", (long) connections);
    step.putAll(made.map());
    if (sessions.isPresent()) {
      List<ServerSession> all = look(sessions.get(), connections);
      step.put("sessions", (long) all.size());
      step.put("most_in_state", new TreeMap<>(states));
      weigh(step, all);
    }
    steps.add(step);
    reached = connections;
    commits += made.good();
  }

  private void weigh(Map<String, Object> step, List<ServerSession> all) {
    try {
      kilobytes = meanKilobytes(all);
      step.put("memory_kb_each", kilobytes);
    } catch (IOException e) {
      figures.put("memory_left_out", String.valueOf(e.getMessage()));
    }
  }

  private static double meanKilobytes(List<ServerSession> sessions) throws IOException {
    long all = 0;
    for (ServerSession session : sessions) {
      all += LocalBackend.of(session.pid(), session.port()).privateKilobytes();
    }
    return sessions.isEmpty() ? 0 : (double) all / sessions.size();
  }

  /** The server takes its time to let go of them, and the next step is not to be blamed for it. */
  void awaitNoSession() throws Exception {
    if (sessions.isPresent() && !Polling.until(PATIENCE, () -> sessions.get().all().isEmpty())) {
      broken.add("sessions stay when their connections are closed");
    }
  }

  Observation observation() {
    figures.put("connections", (long) reached);
    figures.put("left_to_others", (long) left);
    figures.put("commits", commits);
    if (sessions.isPresent()) {
      figures.put("peak_sessions", peak);
    }
    figures.put("steps", steps);
    String each = kilobytes > 0 ? ", %s KB each".formatted(Figures.number(kilobytes)) : "";
    String fewer = left > 0 ? ", %d left to others".formatted(left) : "";
    return Observation.of(
        "%s commits, on up to %d connections%s%s"
            .formatted(Figures.count(commits), reached, fewer, each),
        List.copyOf(broken),
        figures);
  }
}
