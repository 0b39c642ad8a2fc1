package tidemark.run.scenario.memory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import tidemark.sql.Plan;
import tidemark.sql.Rows;
import tidemark.sql.Sql;
import tidemark.workload.CommitTables;

/** A transaction on PostgreSQL that makes a table, and then sorts 100 MB in memory. */
final class LargeSort {
  private static final String TABLE = CommitTables.name("sorted");

  /** Its own process is to do it, with memory and by nothing but what this is about. */
  private static final List<Sql> STATEMENTS =
      List.of(
          new Sql("memory", "SET LOCAL work_mem = '1GB'"),
          new Sql("alone", "SET LOCAL max_parallel_workers_per_gather = 0"),
          new Sql("plain", "SET LOCAL jit = off"),
          new Sql("change", "CREATE TABLE " + TABLE + " (id INTEGER)"));

  private static final Sql SORT =
      new Sql(
          "sort",
          "SELECT COUNT(*) FROM (SELECT repeat(md5(i::text), 32) AS text"
              + " FROM generate_series(1, 100000) AS i ORDER BY text OFFSET 0) AS sorted");

  private static final Sql TRACES =
      new Sql(
          "traces",
          "SELECT to_regclass('"
              + TABLE
              + "') IS NOT NULL, txid_current_if_assigned() IS NOT NULL, setting <> reset_val"
              + " FROM pg_settings WHERE name = 'work_mem'");

  private LargeSort() {}

  /** Does it, and takes it back. */
  static void tryOn(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (Sql sql : STATEMENTS) {
        statement.execute(sql.text());
      }
      statement.execute(SORT.text());
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** The same, to be committed. */
  static Plan<String, String> plan() {
    Plan.Builder<String, String> plan = Plan.<String, String>of("sort", nothing -> nothing).begin();
    STATEMENTS.forEach(sql -> plan.update(sql, (nothing, params) -> {}));
    return plan.query(SORT, (nothing, rows) -> rows.any()).commit().build();
  }

  /** Tells by what it reads whether anything of it is left on a connection, or in the database. */
  static Plan<String, boolean[]> traces() {
    return Plan.<String, boolean[]>of("traces", nothing -> new boolean[1])
        .query(TRACES, (found, rows) -> found[0] = rows.first(LargeSort::left).orElse(true))
        .build();
  }

  private static boolean left(Rows row) {
    return row.flag(1) || row.flag(2) || row.flag(3);
  }
}
