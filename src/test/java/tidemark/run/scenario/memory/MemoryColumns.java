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
    if (desk.await(desk.order(BRANCH, WideTable.create(columns))).id().isEmpty()) {
      return Observation.failed(
          "a table of %d columns is refused: %s".formatted(columns, refusal(desk)));
    }
    WideTable table = new WideTable(engine, seed);
    table.fill(columns);
    List<String> broken = new ArrayList<>(table.damage());
    broken.addAll(unversioned(engine));
    int versions = broken.isEmpty() ? 1 + grow(desk, table, broken) : 1;
    double millis = (System.nanoTime() - start) / 1e6;
    CommitCheck check = desk.check();
    broken.addAll(check.broken());
    return observed(table.columns(), versions, refusal(desk), broken, check, millis);
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

  /** What is wrong with the version of the table, where the log gives tables versions. */
  private List<String> unversioned(SqlEngine engine)
      throws InterruptedException, ExecutionException {
    Optional<Sql> version = log.version();
    if (version.isEmpty()) {
      return List.of();
    }
    Plan<String, List<String>> plan =
        Plan.<String, List<String>>of("version", table -> new ArrayList<>(List.of(table)))
            .query(
                version.get(),
                (found, params) -> params.text(found.get(0)),
                (found, rows) -> found.addAll(rows.list(row -> row.text(1))))
            .build();
    boolean there = CaseCall.get(engine, plan, WideTable.NAME).size() > 1;
    return there ? List.of() : List.of("the table has no version");
  }

  private static Observation observed(
      int columns,
      int versions,
      String refusal,
      List<String> broken,
      CommitCheck check,
      double millis) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("columns", columns);
    figures.put("versions", versions);
    figures.put("refusal", refusal);
    figures.put("total_ms", millis);
    check.addTo(figures);
    String text =
        "%s columns in %d versions; last refusal: %s"
            .formatted(Figures.count(columns), versions, refusal);
    return Observation.of(text, broken, figures);
  }
}
