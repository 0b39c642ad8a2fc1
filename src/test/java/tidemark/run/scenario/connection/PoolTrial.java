package tidemark.run.scenario.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;
import tidemark.error.ErrorKind;
import tidemark.fault.Borrowing;
import tidemark.fault.PoolHog;
import tidemark.record.Figures;
import tidemark.record.Latency;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.Polling;
import tidemark.sql.Loan;
import tidemark.sql.PoolState;
import tidemark.sql.SqlPool;

/** A pool, borrowers at it, and what of all that is not as it must be. For one thread. */
final class PoolTrial {
  /** How many more than it has connections want one. */
  static final int EXTRA = 5;

  /** Above its limit a wait may last this part of it. */
  private static final int LATE_PART = 4;

  /** The pool measures to some microseconds. */
  private static final Duration EARLY = Duration.ofMillis(1);

  /** Who waits that much longer hangs, and what has not come back by then will not. */
  private static final Duration HANGS = Duration.ofSeconds(1);

  private static final int DIGITS = 3;

  private final SqlPool pool;
  private final PoolHog hog;
  private final Optional<ServerSessions> sessions;
  private final Set<String> broken = new LinkedHashSet<>();
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final Histogram acquired = new Histogram(DIGITS);
  private final Histogram refused = new Histogram(DIGITS);

  private PoolTrial(SqlPool pool, PoolHog hog, Optional<ServerSessions> sessions) {
    this.pool = pool;
    this.hog = hog;
    this.sessions = sessions;
  }

  /**
   * Opens a pool of that size.
   *
   * @throws SQLException if not all its connections can be opened
   */
  static PoolTrial open(CaseSite site, Pools pools, String name, int size) throws SQLException {
    Optional<ServerSessions> sessions = ServerSessions.of(site); // before there is any to see
    SqlPool pool = pools.open(site, name, size);
    PoolTrial trial = new PoolTrial(pool, site.closing(new PoolHog(pool.source())), sessions);
    trial.figures.put("limit", (long) size);
    trial.figures.put("acquire_timeout_ms", millis(pool.acquireTimeout().toNanos()));
    return trial;
  }

  SqlPool pool() {
    return pool;
  }

  /** A borrower who waits. */
  Borrowing borrow(String name) {
    return hog.borrow(name);
  }

  /** So many at once. */
  List<Borrowing> borrow(String name, int borrowers) {
    return hog.borrow(name, borrowers);
  }

  /** So many borrowers at once, all of whom must get a connection that works, and keep it. */
  List<Borrowing> hold(String name, int borrowers) throws InterruptedException {
    List<Borrowing> all = hog.borrow(name, borrowers);
    for (Borrowing one : all) {
      mustHold(one);
    }
    return all;
  }

  /** The same of one, by that name. */
  Borrowing hold(String name) throws InterruptedException {
    Borrowing one = hog.borrow(name);
    mustHold(one);
    return one;
  }

  /** Waits for a borrower, who must get a connection that works. */
  void mustHold(Borrowing one) throws InterruptedException {
    if (ends(one)) {
      one.refusal().ifPresent(why -> breaks(one.name() + " got no connection: " + kind(why)));
      one.connection().ifPresent(got -> checkFresh(one.name(), got));
      acquired.recordValue(one.waitedNanos());
    }
  }

  /** Waits for a borrower's end, which must come. */
  boolean ends(Borrowing one) throws InterruptedException {
    boolean ended = one.ends(pool.acquireTimeout().multipliedBy(2).plus(HANGS));
    if (!ended) {
      breaks(one.name() + " hangs");
    }
    return ended;
  }

  /** Whatever its last borrower did with it, a connection works and is in no transaction. */
  private void checkFresh(String name, Connection got) {
    try (Statement statement = got.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      if (!rows.next() || !got.getAutoCommit()) {
        breaks(name + " got a connection that somebody else works on");
      }
    } catch (SQLException e) {
      breaks(name + " got a connection that does not work: " + kind(e));
    }
  }

  /** So many borrowers at once, all of whom must be refused, in time and with the pool's name. */
  void refuse(String name, int borrowers) throws InterruptedException {
    for (Borrowing one : hog.borrow(name, borrowers)) {
      if (ends(one)) {
        one.refusal()
            .ifPresentOrElse(
                why -> checkRefusal(one, why),
                () -> breaks(one.name() + " got a connection, where none should be left"));
      }
    }
  }

  private void checkRefusal(Borrowing one, SQLException why) {
    refused.recordValue(one.waitedNanos());
    ErrorKind kind = pool.kind(why);
    if (!kind.equals(ErrorKind.POOL_TIMEOUT)) {
      breaks(one.name() + " was refused as " + kind.category());
    }
    if (!String.valueOf(why.getMessage()).contains(pool.name())) {
      breaks("the refusal does not name the pool: " + why.getMessage());
    }
    Duration limit = pool.acquireTimeout();
    Duration waited = Duration.ofNanos(one.waitedNanos());
    Duration late = limit.plus(limit.dividedBy(LATE_PART));
    if (waited.compareTo(limit.minus(EARLY)) < 0 || waited.compareTo(late) > 0) {
      breaks(
          "%s waited %s, not %s to %s"
              .formatted(one.name(), text(waited), text(limit), text(late)));
    }
  }

  /**
   * Looks how many connections are out, by the borrowers, the pool and the server. To be asked
   * before anybody gives one back: then it is the most that ever were.
   */
  void checkPeak() throws SQLException {
    atMostTheLimit("peak_held", hog.peak(), "held by borrowers");
    atMostTheLimit("peak_lent", pool.state().lent(), "lent by the pool");
    if (sessions.isPresent()) {
      atMostTheLimit("peak_sessions", sessions.get().all().size(), "open in the server");
    }
  }

  private void atMostTheLimit(String figure, int seen, String what) {
    figures.put(figure, (long) seen);
    if (seen > pool.size()) {
      breaks("%d connections were %s, where %d is the limit".formatted(seen, what, pool.size()));
    }
  }

  /** All that is held goes back. */
  void release() throws SQLException {
    hog.release();
  }

  /** All its connections are in, can be had all at once, and work. */
  void checkWhole() throws Exception {
    PoolState whole = new PoolState(0, pool.size(), 0);
    if (Polling.until(HANGS, () -> pool.state().equals(whole))) {
      hold("next", pool.size());
      release();
    } else {
      breaks(
          "the pool is not whole: %s, held by %s"
              .formatted(pool.state(), Loan.borrowers(pool.loans())));
    }
  }

  /** Something is not as it must be. */
  void breaks(String what) {
    broken.add(what);
  }

  void figure(String name, Object value) {
    figures.put(name, value);
  }

  /** What came of it, the waits of borrowers with it. */
  Observation observation(String text) {
    addWaits("acquire_ms", acquired);
    addWaits("refused_after_ms", refused);
    return Observation.of(text, List.copyOf(broken), figures);
  }

  private void addWaits(String name, Histogram waits) {
    if (waits.getTotalCount() > 0) {
      Latency latency = Latency.of(waits);
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("count", latency.count());
      map.put("min", latency.min());
      map.put("mean", latency.mean());
      map.put("median", latency.median());
      map.put("p95", latency.p95());
      map.put("max", latency.max());
      figures.put(name, map);
    }
  }

  /** As {@code 5 refused after 1.00 s to 1.01 s}, or as {@code 5 refused after 1.00 s}. */
  String refusals() {
    Latency latency = Latency.of(refused);
    String first = Figures.millis(latency.min());
    String last = Figures.millis(latency.max());
    return "%d refused after %s"
        .formatted(latency.count(), first.equals(last) ? first : first + " to " + last);
  }

  private String kind(SQLException why) {
    return pool.kind(why).category();
  }

  static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static String text(Duration time) {
    return Figures.millis(millis(time.toNanos()));
  }
}
