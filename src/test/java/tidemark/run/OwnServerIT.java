package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.CommitStressSimulation;
import tidemark.ConnectionExhaustionSimulation;
import tidemark.target.InstalledServer;

/** A server that the machine has installed: used by password, by trust and by TLS, or refused. */
@Tag("slow")
class OwnServerIT {
  private static final String PASSWORD = "a-hidden:word";
  private static final String TABLES =
      "SELECT tableowner || ' ' || tablename FROM pg_tables WHERE schemaname = 'public'";
  private static final String RESERVED = "SHOW superuser_reserved_connections";
  private static InstalledServer server;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = InstalledServer.start();
    server.execute(
        "postgres",
        "CREATE ROLE trusted LOGIN",
        "CREATE ROLE banker LOGIN PASSWORD '" + PASSWORD + "'",
        "CREATE ROLE secured LOGIN PASSWORD '" + PASSWORD + "'",
        "CREATE ROLE single LOGIN PASSWORD '" + PASSWORD + "' CONNECTION LIMIT 1",
        "CREATE ROLE several LOGIN PASSWORD '" + PASSWORD + "' CONNECTION LIMIT 3",
        "CREATE DATABASE bank",
        "CREATE DATABASE guarded");
    server.execute("bank", "GRANT CREATE ON SCHEMA public TO PUBLIC");
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private ForkedRun run(String url, String user, String... more) {
    return runWith(PASSWORD, url, user, more);
  }

  private ForkedRun runWith(String password, String url, String user, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("db.url", url);
    settings.put("db.user", user);
    settings.put("db.seconds", "1");
    settings.put("db.workers", "1");
    settings.put("load.warmup", "0");
    return ForkedRun.start(
        folder,
        ForkedRun.command(ForkedRun.with(settings, more)),
        Map.of("TIDEMARK_DB_PASSWORD", password));
  }

  /** All that the run wrote, the console with it. */
  private void assertThePasswordIsNowhere() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    assertThat(files).extracting(file -> file.getFileName().toString()).contains("console.txt");
    for (Path file : files) {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(content.contains(PASSWORD)).as(file.toString()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc", "async"})
  void byPasswordFromTheBeginningToTheEnd(String engine) throws Exception {
    try (ForkedRun run = run(server.url("bank"), "banker", "db.engine", engine)) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(run.summary().at("/verdict").asText()).isEqualTo("PASS");
      assertThat(run.summary().at("/versions/postgresql").asText()).isNotEmpty();
      assertThat(run.summary().at("/database/audit/ok").asBoolean()).isTrue();
    }
    assertThat(folder.resolve("target/gatling")).isNotEmptyDirectory();
    assertThatThereAreNoTables();
    assertThePasswordIsNowhere();
  }

  /** By a user who may make no role: the case of the server's limit fills all of it. */
  @Test
  void itsConnectionsAreExhausted() throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("db.url", server.url("bank"));
    settings.put("db.user", "banker");
    settings.put("db.pool.max", "12");
    settings.put("db.pool.limits", "5");
    settings.put("db.pool.acquireTimeout", "500ms");
    try (ForkedRun run =
        ForkedRun.start(
            ConnectionExhaustionSimulation.class,
            folder,
            settings,
            Map.of("TIDEMARK_DB_PASSWORD", PASSWORD))) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode cases = run.summary().at("/scenarios");
      assertThat(cases.findValuesAsText("verdict")).hasSize(8).containsOnly("PASS");
      assertThat(cases.findValuesAsText("peak_sessions")).containsExactly("5", "12");
      assertThat(cases.at("/4/name").asText()).isEqualTo("connection-server-limit");
      assertThat(cases.at("/4/figures/admitted").asInt()).isGreaterThan(50);
    }
    assertThatThereAreNoTables();
    assertThePasswordIsNowhere();
  }

  private static void assertThatThereAreNoTables() throws Exception {
    assertThat(server.texts("bank", TABLES)).isEmpty();
  }

  @Test
  void byTrustWithTablesThatAreToBeKept() throws Exception {
    try (ForkedRun run = runWith("", server.url("bank"), "trusted", "db.keep", "true")) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(server.texts("bank", TABLES)).contains("trusted tidemark_ledger").hasSize(6);
    } finally {
      server.execute("bank", "DROP OWNED BY trusted");
    }
  }

  @Test
  void tablesOfAnotherOwnerStayWhereTheyAre() throws Exception {
    server.execute("bank", "CREATE TABLE tidemark_account (id INTEGER)");
    try (ForkedRun run = run(server.url("bank"), "banker")) {
      assertRefused(run, "must be owner of table tidemark_account");
      assertThat(server.texts("bank", TABLES)).containsExactly("admin tidemark_account");
    } finally {
      server.execute("bank", "DROP TABLE tidemark_account");
    }
  }

  /** From 100 connections, of which it refuses some. */
  @Test
  void commitsHold() throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("db.url", server.url("bank"));
    settings.put("db.user", "banker");
    settings.put("db.commit.branches", "5");
    settings.put("db.commit.rapid", "60");
    settings.put("db.commit.sequential", "70");
    settings.put("db.commit.batches", "4");
    settings.put("db.commit.batchSize", "20");
    Map<String, String> environment = Map.of("TIDEMARK_DB_PASSWORD", PASSWORD);
    try (ForkedRun run =
        ForkedRun.start(CommitStressSimulation.class, folder, settings, environment)) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(run.summary().at("/scenarios").findValuesAsText("verdict"))
          .hasSize(4)
          .containsOnly("PASS");
      assertThat(run.summary().at("/scenarios").findValuesAsText("commits"))
          .startsWith("100", "60", "70", "80");
      assertThat(run.summary().at("/scenarios/0/figures/errors/too_many_connections").asInt())
          .isPositive();
    }
    assertThatThereAreNoTables();
    assertThePasswordIsNowhere();
  }

  /** Its role gets in by TLS only, as the refusal without it shows. */
  @Test
  void byTls() throws Exception {
    for (String parameters : List.of(verified(server.certificate()), "?sslmode=require")) {
      try (ForkedRun run = run(server.url("bank") + parameters, "secured")) {
        assertThat(run.exitCode()).as(run.console()).isZero();
      }
    }
    assertThatThereAreNoTables();
    assertThePasswordIsNowhere();
  }

  private static String verified(Path certificate) {
    return "?sslmode=verify-full&sslrootcert=" + certificate;
  }

  @Test
  void aRoleThatMustUseTlsIsRefusedWithoutIt() {
    try (ForkedRun run = run(server.url("bank") + "?sslmode=disable", "secured")) {
      assertRefused(run, "pg_hba.conf rejects connection");
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() {
    String url = server.url("bank").replace("localhost", "127.0.0.1");
    try (ForkedRun run = run(url + verified(server.certificate()), "secured")) {
      assertRefused(run, "hostname 127.0.0.1 could not be verified");
    }
  }

  @Test
  void aCertificateThatAnotherSignedIsRefused() throws Exception {
    Path other = server.strangeCertificate();
    try (ForkedRun run = run(server.url("bank") + verified(other), "secured")) {
      assertRefused(run, "SSL error: ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "banker, bank, another-word, password authentication failed for user",
    "banker, nowhere, '', 'database \"nowhere\" does not exist'",
    "banker, guarded, '', permission denied for schema public",
    "single, bank, '', too many connections for role",
    "several, bank, '', 'only 2 of 10 connections could be opened: FATAL: too many connections'",
  })
  void whatTheServerRefusesIsOneLine(String user, String database, String password, String why)
      throws Exception {
    String word = password.isEmpty() ? PASSWORD : password;
    try (ForkedRun run = runWith(word, server.url(database), user)) {
      assertRefused(run, why);
    }
    assertThatThereAreNoTables();
    assertThePasswordIsNowhere();
  }

  /**
   * Superusers have some for themselves; of the others' there are fewer left than the pool needs.
   */
  @Test
  void aServerWhoseConnectionsAreAllTakenIsOneLine() throws Exception {
    int all = Integer.parseInt(server.texts("bank", "SHOW max_connections").get(0));
    int ours = all - Integer.parseInt(server.texts("bank", RESERVED).get(0));
    List<Connection> taken = new ArrayList<>();
    try {
      for (int i = 0; i < ours - 5; i++) {
        taken.add(DriverManager.getConnection(server.url("bank"), "trusted", ""));
      }
      try (ForkedRun run = run(server.url("bank"), "banker")) {
        assertRefused(run, "of 10 connections could be opened: FATAL: remaining connection slots");
      }
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
    assertThatThereAreNoTables();
  }

  @Test
  void aPortWhereNobodyListensIsOneLine() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (ForkedRun run = run("jdbc:postgresql://localhost:" + free + "/bank", "banker")) {
      assertRefused(run, "refused");
    }
  }

  private void assertRefused(ForkedRun run, String why) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.consoleLines()).as(run.console()).hasSize(1);
    assertThat(run.consoleLines().get(0)).startsWith("Tidemark: db.url = ").contains(why);
    assertThat(folder.resolve("target/gatling")).doesNotExist();
    assertThat(folder.resolve("target/tidemark").toFile().list()).isNullOrEmpty();
  }
}
