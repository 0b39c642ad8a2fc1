package tidemark.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.ChatBaselineSimulation;
import tidemark.FullStackSimulation;
import tidemark.chat.Script;
import tidemark.chat.ScriptedServer;
import tidemark.fault.ImpossibleFault;
import tidemark.fault.Namespace;
import tidemark.sql.SqlDialect;
import tidemark.target.Postmaster;
import tidemark.testdb.Await;
import tidemark.testdb.TestDatabase;

/** A run that is to end at its first error that nobody expects. */
class FailFastIT {
  private static final String SECRET = "hunter2-in-the-url";
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /** What is under way, a database that answers nothing, an audit that cannot be done. */
  private static final Duration BOUNDED = Duration.ofSeconds(80);

  @TempDir Path folder;

  private static Map<String, String> settings(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("run.failFast", "true");
    settings.put("db.seconds", "10m");
    settings.put("load.warmup", "0");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  private static Map<String, String> onServer(String... more) {
    Map<String, String> settings = settings(more);
    settings.put("db.backend", "postgresql");
    return settings;
  }

  /** In warm-up too. Those whose tables are still there would go on for ten minutes. */
  @ParameterizedTest
  @CsvSource({
    "SQLITE, jdbc, org.sqlite.SQLiteException: , '\tat tidemark.sql.jdbc.'",
    "POSTGRESQL, jdbc, org.postgresql.util.PSQLException: , '\tat tidemark.sql.jdbc.'",
    "POSTGRESQL, async, io.vertx.pgclient.PgException: , ''" // which is made without a stack
  })
  void noOperationStartsAfterTheFirstError(
      SqlDialect dialect, String engine, String thrown, String stack) throws Exception {
    TestDatabase database = TestDatabase.of(dialect, folder);
    Map<String, String> settings =
        settings("db.url", withSecret(database), "db.user", database.user(), "db.keep", "true");
    settings.put("db.engine", engine);
    settings.put("load.warmup", dialect == SqlDialect.SQLITE ? "10m" : "0");
    try (ForkedRun run = ForkedRun.start(folder, settings)) {
      Await.until("the roles write", () -> wrote(database));
      noteWhenRowsAreWritten(database);
      Await.until("the notes are taken", () -> database.number("SELECT COUNT(*) FROM note") > 20);
      Await.until("a table is gone", () -> dropped(database, "tidemark_transfer"));

      assertThat(run.exitCode()).as(run.console()).isNotZero();
      String log = crashLog(run);
      Instant last = Instant.ofEpochMilli(database.number("SELECT MAX(at) FROM note"));
      assertThat(last).isBefore(timeOf(log).plus(AT_ONCE));
      assertThat(firstFailure(run))
          .startsWith("stopped: fail-fast: unexpected error ")
          .contains("tidemark_transfer", "(see stress_crash_");
      assertThat(run.console()).contains(" FAIL  stopped: fail-fast: ");
      assertThat(log)
          .contains("versions     tidemark 0", "gatling 3", "java ", "os Linux")
          .contains(dialect.id(), "engine " + engine, "seed         1", "3 workers, 15 users")
          .contains(dialect == SqlDialect.SQLITE ? "in the warm-up of" : "after the warm-up")
          .contains("\n" + thrown, "\n" + stack, "unexpected errors", "tidemark_transfer")
          .doesNotContain(SECRET);
      assertThat(run.filesWith(SECRET)).isEmpty();
    }
  }

  /** False if the users, who work on, were in the way. */
  private static boolean dropped(TestDatabase database, String table) {
    try {
      database.execute("DROP TABLE " + table);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** The server takes any password; a driver may say it again. */
  private static String withSecret(TestDatabase database) {
    return database.dialect() == SqlDialect.SQLITE
        ? database.url()
        : database.url() + "?password=" + SECRET;
  }

  private static boolean wrote(TestDatabase database) {
    try {
      return database.number("SELECT COUNT(*) FROM tidemark_ledger") > 100;
    } catch (SQLException e) {
      return false;
    }
  }

  /** Milliseconds, by the database's clock, of each row of the ledger, as it is written. */
  private static void noteWhenRowsAreWritten(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE note (at BIGINT)");
    if (database.dialect() == SqlDialect.SQLITE) {
      database.execute(
          "CREATE TRIGGER noting AFTER INSERT ON tidemark_ledger BEGIN INSERT INTO note"
              + " VALUES (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)); END");
    } else {
      database.execute(
          "CREATE FUNCTION noting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO note"
              + " VALUES (EXTRACT(EPOCH FROM clock_timestamp()) * 1000); RETURN NULL; END $$",
          "CREATE TRIGGER noting AFTER INSERT ON tidemark_ledger FOR EACH ROW"
              + " EXECUTE FUNCTION noting()");
    }
  }

  /** An error whose message has the password in it. */
  @Test
  void theLogHasNoPasswordWhoeverSaysIt() throws Exception {
    TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
    try (ForkedRun run =
        ForkedRun.start(
            folder, settings("db.url", withSecret(database), "db.user", database.user()))) {
      Await.until("the roles write", () -> wrote(database));
      database.execute(
          "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
              + " RAISE EXCEPTION 'no room for %', '"
              + SECRET
              + "'; END $$",
          "CREATE TRIGGER refusing BEFORE INSERT ON tidemark_ledger FOR EACH ROW"
              + " EXECUTE FUNCTION refuse()");

      assertThat(run.exitCode()).as(run.console()).isNotZero();
      assertThat(crashLog(run))
          .contains("no room for ***", "PSQLException", "SQLSTATE P0001")
          .doesNotContain(SECRET);
      assertThat(firstFailure(run)).contains("no room for ***");
    }
  }

  @Test
  void aBrokenInvariantEndsTheRun() throws Exception {
    TestDatabase database = TestDatabase.of(SqlDialect.SQLITE, folder);
    try (ForkedRun run =
        ForkedRun.start(
            folder,
            settings(
                "db.url", database.url(), "db.auditSeconds", "200ms", "db.thinkTime", "20ms"))) {
      Await.until("the roles write", () -> wrote(database));
      database.execute(
          "UPDATE tidemark_account SET balance = balance + 1000000"
              + " WHERE id = (SELECT MAX(id) FROM tidemark_account)");

      assertThat(run.exitCode()).as(run.console()).isNotZero();
      assertThat(firstFailure(run))
          .startsWith("stopped: fail-fast: broken invariant of the audit: after ");
      assertThat(crashLog(run)).contains("what         broken invariant of the audit");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc", "async"})
  void aServerThatIsKilledEndsTheRun(String engine) throws Exception {
    try (ForkedRun run = ForkedRun.start(folder, onServer("db.engine", engine)).working()) {
      Instant killed = Instant.now();
      new Postmaster(run.runFolder().resolve("postgresql")).crash();

      assertThat(run.exitCode()).as(run.console()).isNotZero();
      assertThat(Duration.between(killed, Instant.now())).isLessThan(BOUNDED);
      assertThat(timeOf(crashLog(run))).isBefore(killed.plusSeconds(10));
      assertThat(run.summary().at("/failures").toString())
          .contains("fail-fast: unexpected error ", "audit impossible");
    }
  }

  /** The audit has a minute for an answer, whatever the engine is. */
  @Test
  void aServerThatHangsEndsTheRun() throws Exception {
    Map<String, String> settings = onServer("db.timeout", "2s");
    try (ForkedRun run = ForkedRun.start(folder, settings).working()) {
      List<ProcessHandle> server = serverOf(run);
      try {
        signal(server, "STOP");
        Instant stopped = Instant.now();

        assertThat(run.exitCode()).as(run.console()).isNotZero();
        assertThat(Duration.between(stopped, Instant.now())).isLessThan(BOUNDED);
        assertThat(timeOf(crashLog(run))).isBefore(stopped.plusSeconds(10));
        assertThat(run.summary().at("/failures").toString())
            .containsPattern("fail-fast: unexpected error (timeout|commit_unknown) of ")
            .contains("audit impossible");
      } finally {
        signal(server, "CONT");
      }
      ForkedRun.until("the server ends", () -> server.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  private static List<ProcessHandle> serverOf(ForkedRun run) throws IOException {
    Postmaster postmaster = new Postmaster(run.runFolder().resolve("postgresql"));
    ProcessHandle first = ProcessHandle.of(postmaster.pid().orElseThrow()).orElseThrow();
    return Stream.concat(first.descendants(), Stream.of(first)).toList();
  }

  private static void signal(List<ProcessHandle> processes, String signal) throws Exception {
    for (ProcessHandle one : processes) {
      new ProcessBuilder("kill", "-" + signal, Long.toString(one.pid())).start().waitFor();
    }
  }

  /** Neither file nor folder have room for the log then. */
  @Test
  void aFullDiskEndsTheRun() throws Exception {
    Path room = Files.createDirectory(folder.resolve("room"));
    Map<String, String> settings = settings("run.dir", room.resolve("runs").toString());
    List<String> command;
    try {
      command = Namespace.command(room, 16, ForkedRun.command(settings));
    } catch (ImpossibleFault e) {
      assumeThat(true).as(e.getMessage()).isFalse();
      return;
    }
    try (ForkedRun run = ForkedRun.start(folder, command, Map.of())) {
      assertThat(run.exitCode()).as(run.console()).isNotZero();
      assertThat(run.console())
          .contains(" FAIL  stopped: fail-fast: unexpected error disk_full of ")
          .contains(" FAIL  the crash log cannot be written: ")
          .contains(" FAIL  summary.json cannot be written: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "stream"})
  void aFailedChatEndsTheRun(String way) throws Exception {
    Map<String, String> settings =
        settings(
            "target.chat.errorRate", "3",
            "chat.vus", "4",
            "chat.requests", "1000000",
            "chat.stream", Boolean.toString(way.equals("stream")));
    try (ForkedRun run =
        ForkedRun.start(ChatBaselineSimulation.class, folder, settings, Map.of())) {
      assertThat(run.exitCode()).as(run.console()).isNotZero();
      String log = crashLog(run);
      assertThat(firstFailure(run)).startsWith("stopped: fail-fast: failed chat 500 of chat: ");
      assertThat(log)
          .contains("what         failed chat 500 of chat", "nothing was thrown")
          .contains("chatters     4 users", "failed chats:\n  500 1\n");
      assertThat(run.responses())
          .isNotEmpty()
          .allSatisfy(
              line ->
                  assertThat(Instant.parse(line.at("/timestamp").asText()))
                      .isBefore(timeOf(log).plus(AT_ONCE)));
    }
  }

  @Test
  void theLogHasNoTokenWhoeverSaysIt() throws Exception {
    try (ScriptedServer server =
            ScriptedChats.server(
                2,
                ScriptedChats.answer("well"),
                ScriptedChats.error("500 Oops", "bad luck, " + ScriptedChats.TOKEN));
        ForkedRun run = ScriptedChats.start(folder, server, "run.failFast", "true")) {
      assertThat(run.exitCode()).as(run.console()).isNotZero();
      assertThat(crashLog(run)).contains("bad luck, ***");
      assertThat(run.filesWith(ScriptedChats.TOKEN)).isEmpty();
    }
  }

  @Test
  void aChatThatIsNotAnsweredHasItsException() throws Exception {
    try (ScriptedServer server =
            ScriptedChats.server(2, ScriptedChats.answer("well"), Script.SILENCE.reset());
        ForkedRun run = ScriptedChats.start(folder, server, "run.failFast", "true")) {
      assertThat(run.exitCode()).as(run.console()).isNotZero();
      assertThat(crashLog(run)).contains("failed chat ConnectionReset of chat", "Exception: ");
    }
  }

  /** They were there, though nobody can say how they would have ended. */
  @Test
  void theRowCountsThoseWhoWereCutOff() throws Exception {
    try (ScriptedServer server =
            ScriptedChats.server(1, ScriptedChats.error("500 Oops", "no"), Script.SILENCE);
        ForkedRun run =
            ScriptedChats.start(
                folder,
                server,
                "run.failFast",
                "true",
                "chat.vus",
                "3",
                "gate.errorRatePercent",
                "none")) {
      assertThat(run.exitCode()).as(run.console()).isNotZero();
      assertThat(Files.readString(folder.resolve("out/runs.csv")))
          .contains("500(1)", "Unfinished(");
    }
  }

  /** Refusals, and what concurrent work brings about: all of that is expected. */
  @Test
  void anExpectedErrorEndsNothing() throws Exception {
    try (ForkedRun run = ForkedRun.start(folder, onServer("db.seconds", "3", "db.retries", "0"))) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(run.summary().at("/database/errors/expected")).isNotEmpty();
      assertThat(crashLogs(run)).isEmpty();
    }
  }

  @Test
  void whatACaseBringsAboutEndsNothing() throws Exception {
    Map<String, String> settings = Map.of("run.failFast", "true", "run.cases", "good,bad,skipped");
    try (ForkedRun run = ForkedRun.start(CasesFixture.class, folder, settings, Map.of())) {
      assertThat(run.exitCode()).as(run.console()).isEqualTo(2);
      assertThat(run.summary().at("/scenarios").findValuesAsText("verdict"))
          .containsExactly("PASS", "FAIL", "SKIP");
      assertThat(crashLogs(run)).isEmpty();
    }
  }

  /** The chats end before the roles do, and take their store with them. */
  @Test
  void theFullStackEndsByEither() throws Exception {
    Map<String, String> settings =
        settings("chat.duration", "10m", "target.chat.errorRate", "3", "db.thinkTime", "20ms");
    try (ForkedRun run = ForkedRun.start(FullStackSimulation.class, folder, settings, Map.of())) {
      assertThat(run.exitCode()).as(run.console()).isNotZero();
      assertThat(run.summary().at("/failures")).hasSize(1);
      assertThat(firstFailure(run)).startsWith("stopped: fail-fast: failed chat 500 of ");
      assertThat(run.summary().at("/database/audit/ok").asBoolean()).isTrue();
      assertThat(crashLog(run))
          .contains("\ndatabase     sqlite", "\nchat         http://127.0.0.1");
    }
  }

  private static String firstFailure(ForkedRun run) {
    assertThat(run.summary().at("/verdict").asText()).isEqualTo("FAIL");
    return run.summary().at("/failures/0").asText();
  }

  /** The one there is; its last line says that it is whole. */
  private static String crashLog(ForkedRun run) throws IOException {
    List<Path> logs = crashLogs(run);
    assertThat(logs).as(run.console()).hasSize(1);
    assertThat(logs.get(0).getFileName().toString()).matches("stress_crash_\\d{8}-\\d{6}\\.log");
    String log = Files.readString(logs.get(0), UTF_8);
    assertThat(log).endsWith("\nend of the log\n");
    return log;
  }

  private static List<Path> crashLogs(ForkedRun run) throws IOException {
    List<Path> logs = new ArrayList<>();
    try (Stream<Path> files = Files.list(run.runFolder())) {
      files.filter(file -> file.toString().contains("stress_crash")).forEach(logs::add);
    }
    return logs;
  }

  private static Instant timeOf(String log) {
    return log.lines()
        .filter(line -> line.startsWith("time "))
        .map(line -> Instant.parse(line.replaceFirst("time +", "")))
        .findFirst()
        .orElseThrow();
  }
}
