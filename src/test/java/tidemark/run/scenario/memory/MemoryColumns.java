package tidemark.run.scenario.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import tidemark.record.Figures;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseCall;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.commit.CommitCheck;
import tidemark.run.scenario.commit.CommitDesk;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.sql.Plan;
import tidemark.sql.Sql;
import tidemark.sql.SqlEngine;
import tidemark.workload.CommitLog;

/**
 * A table of many columns that gets more, each time in a commit of its own, until the database
 * refuses one more.
 */
public final class MemoryColumns implements Case {
  private static final int STEP = 100;
  private static final int BRANCH = 0;

  private final CommitPlace place;
  private final CommitLog log;
  private final int columns;
  private final long seed;

  /**
   * The case.
   *
   * @param columns which the table has at first
   * @param seed draws what it is filled with
   */
  public MemoryColumns(CommitPlace place, int columns, long seed) {
    this.place = place;
    this.log = place.log();
    this.columns = columns;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "memory-columns";
  }

  @Override
  public String expected() {
    return "a table of %s columns is made, versioned, filled and read back; then more, until the "
            .formatted(Figures.count(columns))
        + "database refuses one more as too many, and the table is as it was";
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(90);
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    SqlEngine engine = site.engine(1);
    CommitDesk desk = new CommitDesk(place, engine, name());
    desk.openBranches();
    long start = System.nanoTime();
    Optional<String> made = desk.await(desk.order(BRANCH, WideTable.create(columns))).id();
    if (made.isEmpty()) {
      return Observation.failed(
          "a table of %d columns is refused: %s".formatted(columns, refusal(desk)));
    }
    WideTable table = new WideTable(engine, seed);
    table.fill(columns);
    List<String> broken = new ArrayList<>(table.damage());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("first_version", version(engine, made.get(), broken));
    int versions = broken.isEmpty() ? 1 + grow(desk, table, broken) : 1;
    figures.put("versions", versions);
    figures.put("columns", table.columns());
    figures.put("total_ms", (System.nanoTime() - start) / 1e6);
    String text = "%s columns in %d versions".formatted(Figures.count(table.columns()), versions);
    return observed(text, desk, broken, figures);
  }

  /** Adds columns, fewer and fewer at a time, until not one more is let in; how often it could. */
  private static int grow(CommitDesk desk, WideTable table, List<String> broken)
      throws InterruptedException, ExecutionException {
    int grown = 0;
    for (int step = STEP; step > 0 && broken.isEmpty(); ) {
      if (desk.await(desk.order(BRANCH, table.widen(step))).id().isPresent()) {
        table.fill(table.columns() + step);
        grown++;
      } else if (table.isFull(desk.lastFailure())) {
        step /= 2;
      } else {
        broken.add("more columns are refused, but not for their number");
      }
      broken.addAll(table.damage());
    }
    return grown;
  }

  private static String refusal(CommitDesk desk) {
    return desk.lastFailure().map(CaseCall::line).orElse("none");
  }

  /**
   * The version of the table as the log has it, which must be one.
   *
   * @param commit that made it
   */
  private String version(SqlEngine engine, String commit, List<String> broken)
      throws InterruptedException, ExecutionException {
    Optional<Sql> version = log.version();
    if (version.isEmpty()) {
      return commit;
    }
    Plan<String, List<String>> plan =
        Plan.<String, List<String>>of("version", table -> new ArrayList<>())
            .query(
                version.get(),
                (found, params) -> params.text(WideTable.NAME),
                (found, rows) -> found.addAll(rows.list(row -> row.text(1))))
            .build();
    List<String> versions = CaseCall.get(engine, plan, "");
    if (versions.isEmpty()) {
      broken.add("the table has no version");
    } else if (versions.size() > 1) {
      broken.add("the table has more than one version: " + versions);
    }
    return String.join(", ", versions);
  }

  private static Observation observed(
      String text, CommitDesk desk, List<String> broken, Map<String, Object> figures)
      throws InterruptedException, ExecutionException {
    CommitCheck check = desk.check();
    broken.addAll(check.broken());
    figures.put("refusal", refusal(desk));
    check.addTo(figures);
    return Observation.of(text + "; last refusal: " + refusal(desk), broken, figures);
  }
}
