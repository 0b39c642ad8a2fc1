package tidemark.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.run.scenario.connection.AcquireTimeout;
import tidemark.run.scenario.connection.ConnectionGrowth;
import tidemark.run.scenario.connection.ConnectionTables;
import tidemark.run.scenario.connection.KilledWhileBusy;
import tidemark.run.scenario.connection.KilledWhileIdle;
import tidemark.run.scenario.connection.PoolLeak;
import tidemark.run.scenario.connection.PoolLimit;
import tidemark.run.scenario.connection.PoolRecovery;
import tidemark.run.scenario.connection.Pools;
import tidemark.run.scenario.connection.ServerLimit;
import tidemark.settings.Settings;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitLog;

/** What comes of it when there are not enough connections. */
final class ConnectionCases {
  private static final String LIMITS = "db.pool.limits";
  private static final int LEAST = 2;
  private static final int MOST_POOLS = 20;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final String TAG = "tidemark";

  private ConnectionCases() {}

  static CaseList open(Preparation run, DatabaseSettings database) {
    return of(run.settings(), database);
  }

  static CaseList of(Settings settings, DatabaseSettings database) {
    if (database.acquireTimeout().compareTo(LONGEST_WAIT) > 0) {
      throw settings.refuse(
          "db.pool.acquireTimeout", "250ms to 10s, which cases wait for again and again");
    }
    CommitLog log = new BuiltinCommitLog(database.dialect());
    CommitPlace place =
        new CommitPlace(log, TAG, settings.integer("db.commit.branches"), database.retries());
    Pools pools = Pools.REAL;
    List<Integer> limits = limits(settings, database.connections());
    List<Case> cases = new ArrayList<>();
    limits.forEach(limit -> cases.add(new PoolLimit(pools, limit)));
    int first = limits.get(0);
    cases.add(new AcquireTimeout(pools, first));
    cases.add(new PoolLeak(pools, first));
    cases.add(new PoolRecovery(pools, first));
    cases.add(new ServerLimit(pools));
    cases.add(new ConnectionGrowth(place, database.connections()));
    cases.add(new KilledWhileIdle(place));
    cases.add(new KilledWhileBusy(place));
    return new CaseList(
        cases, List.of(), source -> new ConnectionTables(source, database.dialect()));
  }

  static List<Integer> limits(Settings settings, int most) {
    List<Integer> limits;
    try {
      limits =
          Arrays.stream(settings.text(LIMITS).split(",", -1))
              .map(String::strip)
              .map(Integer::valueOf)
              .toList();
    } catch (NumberFormatException e) {
      throw refused(settings, most);
    }
    if (limits.size() > MOST_POOLS
        || limits.stream().distinct().count() < limits.size()
        || limits.stream().anyMatch(limit -> limit < LEAST || limit > most)) {
      throw refused(settings, most);
    }
    return limits;
  }

  private static RuntimeException refused(Settings settings, int most) {
    return settings.refuse(
        LIMITS,
        "at most %d numbers from %d to db.pool.max (%d), each once: 5,10,20"
            .formatted(MOST_POOLS, LEAST, most));
  }
}
