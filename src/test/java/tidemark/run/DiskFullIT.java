package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.DiskFullSimulation;
import tidemark.sql.SqlDialect;
import tidemark.testdb.TestDatabase;

/** Disks that are full. Where a machine lets nobody have a namespace, cases are skipped. */
class DiskFullIT {
  private static final Map<SqlDialect, List<String>> CASES =
      Map.of(
          SqlDialect.SQLITE,
          List.of("disk-page-limit", "disk-tmpfs", "disk-file-size", "disk-nth-write"),
          SqlDialect.POSTGRESQL,
          List.of("disk-tablespace", "disk-data", "disk-wal", "disk-nth-write"));

  /** What a fault may bring about, and must, where a case is not skipped. */
  private static final Map<String, String> ERRORS =
      Map.of(
          "disk-page-limit", "disk_full",
          "disk-tmpfs", "disk_full",
          "disk-file-size", "io_error",
          "disk-tablespace", "disk_full",
          "disk-data", "disk_full",
          "disk-nth-write", "disk_full",
          "disk-wal", "commit_unknown");

  @TempDir Path folder;

  private ForkedRun start(Map<String, String> settings, Map<String, String> environment) {
    return ForkedRun.start(DiskFullSimulation.class, folder, settings, environment);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasAcknowledgedOutlivesAFullDisk(SqlDialect dialect) throws Exception {
    try (ForkedRun run =
        start(Map.of("db.backend", dialect.id(), "run.destructive", "true"), Map.of())) {
      if (run.exitCode() != 0) {
        assertThat(run.summary().at("/scenarios").findValuesAsText("verdict"))
            .as(run.console())
            .containsOnly("SKIP");
      }
      assertThat(run.summary().at("/scenarios").findValuesAsText("name"))
          .isEqualTo(CASES.get(dialect));
      run.summary().at("/scenarios").forEach(DiskFullIT::assertSound);
      assertNothingIsLeft(run);
    }
  }

  private static void assertSound(JsonNode one) {
    JsonNode figures = one.at("/figures");
    if (one.at("/verdict").asText().equals("SKIP")) {
      assertThat(one.at("/observed").asText()).isNotBlank();
      return;
    }
    assertThat(figures.at("/errors").has(ERRORS.get(one.at("/name").asText())))
        .as(one.toString())
        .isTrue();
    assertThat(figures.at("/acknowledged").asLong()).isGreaterThan(10);
    assertThat(figures.at("/unknown").asLong() > 0)
        .as("a panic in COMMIT is no refusal")
        .isEqualTo(figures.at("/errors").has("commit_unknown"));
    for (String none : List.of("lost", "torn", "phantom", "altered")) {
      assertThat(figures.at("/" + none).asLong(-1)).as(none).isZero();
    }
  }

  private static void assertNothingIsLeft(ForkedRun run) throws IOException {
    try (Stream<Path> files = Files.list(run.runFolder())) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactly("summary.json");
    }
  }

  /** A server of a case's own and all its processes end with the JVM of the load. */
  @Test
  void aKilledRunLeavesNothingRunning() throws Exception {
    try (ForkedRun run =
        start(
            Map.of("db.backend", "postgresql", "run.destructive", "true", "run.cases", "disk-wal"),
            Map.of())) {
      ForkedRun.until(
          "the case's server runs, or the case is over",
          () -> ofServer(run) || !run.process().isAlive());
      List<ProcessHandle> all = run.process().descendants().toList();
      run.process().destroyForcibly();
      ForkedRun.until("all processes are gone", () -> all.stream().noneMatch(DiskFullIT::lives));
      Path room = run.runFolder().resolve("disk-wal");
      if (Files.exists(room)) {
        assertThat(room).isEmptyDirectory();
      }
    }
  }

  private static boolean ofServer(ForkedRun run) {
    return run.process()
        .descendants()
        .flatMap(process -> process.info().commandLine().stream())
        .anyMatch(line -> line.contains("bin/postgres -D") && line.contains("/disk-wal/data"));
  }

  /** One that nobody reaps is alive to the JDK, but has no program any more. */
  private static boolean lives(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /** And what a machine cannot do is skipped with its reason; here it has no programs at all. */
  @Test
  void aNamedFileKeepsWhatIsNotTidemarks() throws Exception {
    try (TestDatabase database = TestDatabase.of(SqlDialect.SQLITE, folder)) {
      database.execute("CREATE TABLE somebody_elses (id INTEGER)");
      Map<String, String> settings = new HashMap<>();
      settings.put("db.url", database.url());
      settings.put("run.destructive", "true");
      settings.put("run.destructiveTarget", database.url().replace("jdbc:sqlite:", ""));
      try (ForkedRun run = start(settings, Map.of("PATH", folder.toString()))) {
        assertThat(run.exitCode()).as(run.console()).isZero();
        JsonNode cases = run.summary().at("/scenarios");
        assertThat(cases.findValuesAsText("verdict"))
            .containsExactly("PASS", "SKIP", "SKIP", "SKIP");
        assertThat(
                StreamSupport.stream(cases.spliterator(), false)
                    .skip(1)
                    .map(one -> one.at("/observed").asText()))
            .containsOnly("unshare is not there");
      }
      assertThat(database.number("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'"))
          .isEqualTo(1);
    }
  }

  @Test
  void withoutTheSwitchThereIsNoLoad() {
    try (ForkedRun run = start(Map.of("db.backend", "postgresql"), Map.of())) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.consoleLines()).as(run.console()).hasSize(1);
      assertThat(run.consoleLines().get(0)).startsWith("Tidemark: run.destructive = false");
      assertThat(folder.resolve("target/gatling")).doesNotExist();
    }
  }
}
