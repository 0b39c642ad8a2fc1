package tidemark.run.scenario.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidemark.run.scenario.CaseCall;
import tidemark.sql.Plan;
import tidemark.sql.Rows;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.sql.SqlFailure;
import tidemark.workload.CommitTables;

/**
 * A table of many columns, all of them integers, the first one its key; and what it must hold. For
 * one thread.
 */
final class WideTable {
  static final String NAME = CommitTables.name("wide");

  private final SqlEngine engine;
  private final SplittableRandom random;
  private final Plan<String, long[]> count;
  private final List<int[]> rows = new ArrayList<>();
  private int columns;

  /**
   * A table that is not there yet.
   *
   * @param seed draws its values
   */
  WideTable(SqlEngine engine, long seed) {
    this.engine = engine;
    this.random = new SplittableRandom(seed);
    count =
        Plan.<String, long[]>of("count-columns", nothing -> new long[1])
            .query(
                engine.dialect().file("memory").get("columns"),
                (found, params) -> params.text(NAME),
                (found, rows) -> found[0] = rows.number())
            .build();
  }

  int columns() {
    return columns;
  }

  /** The statement that makes it. */
  static Sql create(int columns) {
    String key = "CREATE TABLE " + NAME + " (c1 INTEGER PRIMARY KEY";
    return new Sql("create_wide", key + join(2, columns, i -> ", c" + i + " INTEGER") + ")");
  }

  /** The statements that add so many columns; SQLite adds one at a time. */
  Sql[] widen(int more) {
    List<String> added =
        names(columns + 1, columns + more).map(name -> "ADD COLUMN " + name + " INTEGER").toList();
    Stream<String> changes =
        engine.dialect() == SqlDialect.SQLITE
            ? added.stream()
            : Stream.of(String.join(", ", added));
    return changes
        .map(change -> new Sql("widen", "ALTER TABLE " + NAME + " " + change))
        .toArray(Sql[]::new);
  }

  private static Stream<String> names(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> "c" + i);
  }

  private static String join(int first, int last, IntFunction<String> column) {
    return IntStream.rangeClosed(first, last).mapToObj(column).collect(Collectors.joining());
  }

  /** It has so many columns now: adds a row that fills all of them. */
  void fill(int width) throws InterruptedException, ExecutionException {
    columns = width;
    int[] row = random.ints(width, 1, Integer.MAX_VALUE).toArray(); // 0 is for what is not there
    row[0] = rows.size() + 1;
    String values = String.join(", ", names(1, width).map(name -> "?").toList());
    Sql insert = new Sql("fill", "INSERT INTO " + NAME + " VALUES (" + values + ")");
    Plan<int[], int[]> plan =
        Plan.<int[], int[]>of("fill", filled -> filled)
            .begin()
            .update(
                insert,
                (filled, params) -> Arrays.stream(filled).forEach(value -> params.integer(value)))
            .commit()
            .build();
    CaseCall.get(engine, plan, row);
    rows.add(row);
  }

  /**
   * True if it was refused more columns because there are too many. SQLite has one code for all
   * that is wrong with a statement: there, and only there, the text has to say it.
   */
  boolean isFull(Optional<SqlFailure> refusal) {
    String category = refusal.map(failure -> failure.kind().category()).orElse("");
    return engine.dialect() == SqlDialect.POSTGRESQL
        ? category.equals("sqlstate_54011")
        : category.equals("sqlite_1")
            && refusal.orElseThrow().message().contains("too many columns");
  }

  /** What is wrong with it, a text for each: its columns, or a row; empty when it is whole. */
  List<String> damage() throws InterruptedException, ExecutionException {
    List<String> broken = new ArrayList<>();
    long there = CaseCall.get(engine, count, "")[0];
    if (there != columns) {
      broken.add("the table has %d columns, not %d".formatted(there, columns));
    }
    List<int[]> read = read();
    long whole =
        IntStream.range(0, Math.min(read.size(), rows.size()))
            .filter(i -> Arrays.equals(read.get(i), Arrays.copyOf(rows.get(i), columns)))
            .count();
    if (whole < rows.size() || read.size() > rows.size()) {
      broken.add("%d of %d rows are whole".formatted(whole, rows.size()));
    }
    return broken;
  }

  /** A statement of its own each time: the columns of one that is prepared are its own for ever. */
  private List<int[]> read() throws InterruptedException, ExecutionException {
    String all = String.join(", ", names(1, columns).toList());
    Sql select = new Sql("read", "SELECT " + all + " FROM " + NAME + " ORDER BY c1");
    Plan<Integer, List<int[]>> plan =
        Plan.<Integer, List<int[]>>of("read", width -> new ArrayList<>())
            .query(select, (found, rows) -> found.addAll(rows.list(this::row)))
            .build();
    return CaseCall.get(engine, plan, columns);
  }

  private int[] row(Rows row) {
    return IntStream.rangeClosed(1, columns).map(i -> (int) row.integer(i)).toArray();
  }
}
