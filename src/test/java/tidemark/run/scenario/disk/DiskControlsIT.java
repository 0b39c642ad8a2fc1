package tidemark.run.scenario.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.record.Marks;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.run.scenario.CaseQueue;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.disk.DiskFill.Survival;
import tidemark.sql.Plan;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.sql.jdbc.JdbcSettings;
import tidemark.sql.jdbc.SqliteSource;
import tidemark.workload.DiskTables;

/** Databases that break their promise are found out. */
@Tag("destructive")
class DiskControlsIT {
  private static final Duration SHORT = Duration.ofSeconds(5);

  @TempDir Path folder;

  private DataSource source(String journalMode) {
    return source(journalMode, SHORT);
  }

  private DataSource source(String journalMode, Duration busyTimeout) {
    return new SqliteSource(journalMode, "normal", busyTimeout).of(url());
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("bank.sqlite");
  }

  private static CaseSite site(DataSource source) {
    return new CaseSite(
        source,
        SqlDialect.SQLITE,
        connections -> new JdbcSettings(connections, SHORT, SHORT, Optional.empty()));
  }

  /** Whoever does not wait for the write lock elsewhere does so here. */
  @ParameterizedTest
  @CsvSource({"wal, 5000", "delete, 5000", "wal, 0"})
  void aFullFileRefusesWholeBatches(String journalMode, long busyMillis) throws Exception {
    DataSource source = source(journalMode, Duration.ofMillis(busyMillis));
    new DiskTables(source, SqlDialect.SQLITE).create();
    CaseQueue queue = new CaseQueue(List.of(new PageLimit()), () -> site(source), new Marks());
    queue.run();

    ScenarioResult result = queue.results().get(0);
    assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.PASS);
    assertThat(result.figures())
        .containsEntry("lost", 0L)
        .containsEntry("torn", 0L)
        .containsEntry("phantom", 0L)
        .hasEntrySatisfying("refused", refused -> assertThat((Long) refused).isGreaterThan(5));
  }

  /** What a batch had written stays when it is refused: each of its rows is committed by itself. */
  @Test
  void aRollbackThatIsSkippedFails() throws Exception {
    DataSource source = SqliteSource.ofPages(source("wal"), 600, SHORT);
    new DiskTables(source, SqlDialect.SQLITE).create();
    try (CaseSite site = site(source)) {
      SqlEngine engine = site.engine(1);
      DiskDesk desk = new DiskDesk(engine, rowByRow(engine));
      Survival survival = new Survival(Set.of("disk_full"), true, 2);

      Observation seen = new DiskFill(desk, new Ballast(desk), 1, survival).run();

      assertThat(seen.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(seen.text()).contains("batches of which a part is stored: ");
      assertThat((Long) seen.figures().get("torn")).isPositive();
    }
  }

  private static Plan<DiskBatch, DiskBatch> rowByRow(SqlEngine engine) {
    return Plan.<DiskBatch, DiskBatch>of("write", batch -> batch)
        .batch(
            engine.dialect().file("disk").get("write"),
            batch -> DiskBatch.ROWS,
            (batch, part, params) ->
                params
                    .integer(batch.number())
                    .integer(part)
                    .text(DiskBatch.body(batch.number(), part)))
        .build();
  }

  /** The file finds nothing wrong with itself: only whoever knows what was written does. */
  @ParameterizedTest
  @CsvSource({"off, true", "memory, true", "delete, false", "wal, false"})
  void aTransactionThatAKillTearsIsSeenInItsRows(String journalMode, boolean torn)
      throws Exception {
    DataSource source = source("delete");
    new DiskTables(source, SqlDialect.SQLITE).create();
    try (CaseSite site = site(source)) {
      new DiskDesk(site.engine(1)).write(50);
    }
    killInTransaction(journalMode);

    try (CaseSite site = site(source)) {
      DiskDesk desk = new DiskDesk(site.engine(1));
      assertThat(desk.check().altered() > 0).isEqualTo(torn);
      assertThat(desk.integrity()).isEmpty();
    }
  }

  private void killInTransaction(String journalMode) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Unfinished.class.getName(),
                url(),
                journalMode)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = process.inputReader()) {
      assertThat(said.readLine()).isEqualTo("updated");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Changes every row in a transaction that does not fit into its cache, and does not commit. */
  static final class Unfinished {
    private Unfinished() {}

    public static void main(String[] arguments) throws Exception {
      try (Connection connection = DriverManager.getConnection(arguments[0]);
          Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = " + arguments[1]);
        statement.execute("PRAGMA cache_size = 10");
        statement.execute("BEGIN");
        statement.execute("UPDATE tidemark_disk SET body = upper(body)");
        System.out.println("updated");
        System.in.read();
      }
    }
  }
}
