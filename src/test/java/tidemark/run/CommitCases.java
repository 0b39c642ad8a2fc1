package tidemark.run;

import java.util.ArrayList;
import java.util.List;
import tidemark.report.Baseline;
import tidemark.run.scenario.commit.CommitDegradation;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.run.scenario.commit.CommitStreak;
import tidemark.run.scenario.commit.ConcurrentCommits;
import tidemark.settings.Settings;
import tidemark.sql.SqlDialect;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;
import tidemark.workload.PggitCommitLog;
import tidemark.workload.SqlCommitLog;

/** What versioned commits bear. */
final class CommitCases {
  private static final String TARGET = "db.commit.target";
  private static final int MILLIS_BASE = 36;

  private CommitCases() {}

  static CaseList open(Preparation run, DatabaseSettings database) {
    Settings settings = run.settings();
    CommitPlace place = place(run, database);
    List<Baseline> baselines = new ArrayList<>();
    add(baselines, settings, "simpleMillis", "simple commit", "rapid", "median_ms");
    add(baselines, settings, "concurrentMillis", "concurrent commits", "concurrent", "total_ms");
    add(baselines, settings, "sequentialMillis", "sequential commits", "sequential", "total_ms");
    return new CaseList(
        List.of(
            new ConcurrentCommits(place, database.connections()),
            CommitStreak.rapid(place, settings.integer("db.commit.rapid")),
            CommitStreak.sequential(place, settings.integer("db.commit.sequential")),
            new CommitDegradation(
                place,
                settings.integer("db.commit.batches"),
                settings.integer("db.commit.batchSize"))),
        baselines,
        source -> new CommitTables(source, place.log()));
  }

  /** Where commits go. */
  static CommitPlace place(Preparation run, DatabaseSettings database) {
    Settings settings = run.settings();
    // What a run commits to an extension stays there: the next run's must be told from it.
    String tag = "tidemark_" + Long.toString(run.started().toEpochMilli(), MILLIS_BASE);
    return new CommitPlace(
        log(settings, database.dialect()),
        tag,
        settings.integer("db.commit.branches"),
        database.retries());
  }

  private static CommitLog log(Settings settings, SqlDialect dialect) {
    return switch (settings.text(TARGET)) {
      case "builtin" -> new BuiltinCommitLog(dialect);
      case "sql" -> new SqlCommitLog(settings);
      default -> {
        if (dialect != SqlDialect.POSTGRESQL) {
          throw settings.refuse(TARGET, "builtin or sql, for SQLite");
        }
        yield new PggitCommitLog();
      }
    };
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
