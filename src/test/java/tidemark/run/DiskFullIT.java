package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.DiskFullSimulation;
import tidemark.sql.SqlDialect;
import tidemark.testdb.TestDatabase;

/** Disks that are full. Where a machine lets nobody have a namespace, cases are skipped. */
@Tag("slow")
@Tag("destructive")
class DiskFullIT {
  /** A case, and what it must bring about where it is not skipped. */
  private record Expected(String name, List<String> errors) {
    static Expected of(String name, String... errors) {
      return new Expected(name, List.of(errors));
    }
  }

  private static List<Expected> cases(SqlDialect dialect) {
    return switch (dialect) {
      case SQLITE ->
          List.of(
              Expected.of("disk-page-limit", "disk_full"),
              Expected.of("disk-tmpfs", "disk_full"),
              Expected.of("disk-file-size", "io_error"),
              Expected.of("disk-nth-write", "disk_full"));
      case POSTGRESQL ->
          List.of(
              Expected.of("disk-tablespace", "disk_full"),
              Expected.of("disk-data", "disk_full"),
              Expected.of("disk-wal", "commit_unknown"),
              Expected.of("disk-nth-write", "disk_full", "commit_unknown"));
    };
  }

  /** Of the connections of a case. */
  private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

  private static final Pattern SERVER =
      Pattern.compile("bin/postgres -D \\S+/disk-wal/data -p (\\d+)");

  @TempDir Path folder;

  private ForkedRun start(Map<String, String> settings, Map<String, String> environment) {
    return ForkedRun.start(DiskFullSimulation.class, folder, settings, environment);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasAcknowledgedOutlivesAFullDisk(SqlDialect dialect) throws Exception {
    try (ForkedRun run =
        start(
            Map.of(
                "db.backend", dialect.id(),
                "run.destructive", "true",
                "db.sqlite.busyTimeout", "0"), // those who write at once wait all the same
            Map.of())) {
      if (run.exitCode() != 0) {
        assertThat(run.summary().at("/scenarios").findValuesAsText("verdict"))
            .as(run.console())
            .containsOnly("SKIP");
      }
      List<Expected> expected = cases(dialect);
      JsonNode seen = run.summary().at("/scenarios");
      assertThat(seen).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertSound(seen.get(i), expected.get(i));
      }
      assertNothingIsLeft(run);
    }
  }

  private static void assertSound(JsonNode one, Expected expected) {
    assertThat(one.at("/name").asText()).isEqualTo(expected.name());
    JsonNode figures = one.at("/figures");
    if (one.at("/verdict").asText().equals("SKIP")) {
      assertThat(one.at("/observed").asText()).isNotBlank();
      return;
    }
    assertThat(expected.errors()).as(one.toString()).allMatch(figures.at("/errors")::has);
    assertThat(figures.at("/acknowledged").asLong()).isGreaterThan(10);
    assertThat(figures.at("/unknown").asLong())
        .as("a server that panics in COMMIT has refused nothing")
        .isEqualTo(figures.at("/errors/commit_unknown").asLong());
    for (String none : List.of("lost", "torn", "phantom", "altered")) {
      assertThat(figures.at("/" + none).asLong(-1)).as(none).isZero();
    }
  }

  private static void assertNothingIsLeft(ForkedRun run) throws IOException {
    try (Stream<Path> files = Files.list(run.runFolder())) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder("junit.xml", "report.html", "summary.json", "summary.md");
    }
  }

  /**
   * A case that is held up does not end by itself; its server and all its processes do, with the
   * JVM of the load.
   */
  @Test
  void aKilledRunLeavesNothingRunning() throws Exception {
    try (ForkedRun run =
        start(
            Map.of("db.backend", "postgresql", "run.destructive", "true", "run.cases", "disk-wal"),
            Map.of())) {
      ForkedRun.until(
          "the case has a server, or is over",
          () -> serverPort(run).isPresent() || !run.process().isAlive());
      assumeTrue(run.process().isAlive(), "no namespaces here");
      String url = "jdbc:postgresql://localhost:" + serverPort(run).orElseThrow() + "/postgres";
      try (Connection holdsUp = locked(url)) {
        List<ProcessHandle> all = run.process().descendants().toList();
        run.process().destroyForcibly();
        long killed = System.nanoTime();
        ForkedRun.until("all processes are gone", () -> all.stream().noneMatch(DiskFullIT::lives));
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(LOCK_WAIT);
        assertThat(holdsUp.isValid(1)).isFalse();
      }
      assertThat(run.runFolder().resolve("disk-wal")).isEmptyDirectory();
    }
  }

  private static Optional<String> serverPort(ForkedRun run) {
    return run.process()
        .descendants()
        .flatMap(process -> process.info().commandLine().stream())
        .map(SERVER::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst();
  }

  /** Whoever writes waits for this transaction, until its own lock timeout. */
  private static Connection locked(String url) {
    AtomicReference<@Nullable Connection> held = new AtomicReference<>();
    ForkedRun.until(
        "the table of the case is locked",
        () -> {
          held.set(tryLock(url));
          return held.get() != null;
        });
    return Objects.requireNonNull(held.get());
  }

  /** Null while there is no table yet, or nobody is let in. */
  private static @Nullable Connection tryLock(String url) {
    try {
      Connection connection = DriverManager.getConnection(url, "postgres", "");
      try (Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("LOCK TABLE tidemark_disk");
        return connection;
      } catch (SQLException e) {
        connection.close();
        return null;
      }
    } catch (SQLException e) {
      return null;
    }
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

  /**
   * The kernel itself refuses: who is in a user namespace of its own may not look into a process of
   * the one around it.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | strace is not there",
        "exec unshare --user %s \"$@\" | Operation not permitted",
      })
  void whereNoWriteCanBeStruckThatCaseIsSkipped(String strace, String why) throws Exception {
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : List.of("sh", "mount", "true", "unshare")) {
      Files.createSymbolicLink(tools.resolve(tool), onPath(tool));
    }
    if (!strace.isEmpty()) {
      Path script = tools.resolve("strace");
      Files.writeString(script, "#!/bin/sh\n" + strace.formatted(onPath("strace")));
      assertThat(script.toFile().setExecutable(true)).isTrue();
    }
    Map<String, String> settings =
        Map.of("run.destructive", "true", "run.cases", "disk-page-limit,disk-nth-write");
    try (ForkedRun run = start(settings, Map.of("PATH", tools.toString()))) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(run.console()).contains("2 cases: 1 PASS, 1 SKIP");
      String seen = run.summary().at("/scenarios/1/observed").asText();
      assumeFalse(seen.startsWith("unshare: "), seen);
      assertThat(seen).contains(why);
    }
  }

  private static Path onPath(String tool) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> abort("no " + tool + " here"));
  }

  /** Whoever names a server has not given its disk away. */
  @Test
  void theDiskOfANamedServerIsLeftAlone() throws Exception {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      Map<String, String> settings = new HashMap<>();
      settings.put("db.url", database.url());
      settings.put("db.user", database.user());
      settings.put("run.destructive", "true");
      settings.put("run.destructiveTarget", database.url());
      try (ForkedRun run = start(settings, Map.of())) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.console())
            .contains(
                " FAIL  no case was tried: all were skipped",
                "the disk of a server that is named by its URL is not ours to fill");
      }
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
