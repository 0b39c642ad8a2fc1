package tidemark.run;

import java.util.ArrayList;
import java.util.List;
import tidemark.report.Baseline;
import tidemark.run.scenario.CommitDegradation;
import tidemark.run.scenario.CommitStreak;
import tidemark.run.scenario.ConcurrentCommits;
import tidemark.settings.Settings;
import tidemark.sql.SqlDialect;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;
import tidemark.workload.PggitCommitLog;

/** What versioned commits bear. */
final class CommitCases {
  private static final String TARGET = "db.commit.target";
  private static final int RAPID = 500;
  private static final int SEQUENTIAL = 1_000;
  private static final int BATCHES = 10;
  private static final int BATCH = 50;
  private static final int MILLIS_BASE = 36;

  private CommitCases() {}

  static CaseList open(Preparation run, DatabaseSettings database) {
    Settings settings = run.settings();
    CommitLog log = log(settings, database.dialect());
    String tag = tag(run);
    List<Baseline> baselines = new ArrayList<>();
    add(baselines, settings, "simpleMillis", "simple commit", "rapid", "median_ms");
    add(baselines, settings, "concurrentMillis", "concurrent commits", "concurrent", "total_ms");
    add(baselines, settings, "sequentialMillis", "sequential commits", "sequential", "total_ms");
    return new CaseList(
        List.of(
            new ConcurrentCommits(log, tag, database.connections()),
            CommitStreak.rapid(log, tag, RAPID),
            CommitStreak.sequential(log, tag, SEQUENTIAL),
            new CommitDegradation(log, tag, BATCHES, BATCH)),
        baselines,
        source -> new CommitTables(source, log));
  }

  /** What a run commits to an extension stays there: the next run's must be told from it. */
  static String tag(Preparation run) {
    return "tidemark_" + Long.toString(run.started().toEpochMilli(), MILLIS_BASE);
  }

  /** The log that commits go to. */
  static CommitLog log(Settings settings, SqlDialect dialect) {
    if (settings.text(TARGET).equals("builtin")) {
      return new BuiltinCommitLog(dialect);
    }
    if (dialect != SqlDialect.POSTGRESQL) {
      throw settings.refuse(TARGET, "builtin, for SQLite");
    }
    return new PggitCommitLog();
  }

  private static void add(
      List<Baseline> baselines,
      Settings settings,
      String key,
      String name,
      String scenario,
      String figure) {
    settings
        .unless("none", "gate.commit." + key, Double.class)
        .ifPresent(limit -> baselines.add(new Baseline(name, scenario, figure, limit)));
  }
}
