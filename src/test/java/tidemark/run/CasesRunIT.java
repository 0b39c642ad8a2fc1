package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.CommitStressSimulation;
import tidemark.sql.SqlDialect;
import tidemark.testdb.ContainedServer;
import tidemark.testdb.PggitStandIn;
import tidemark.testdb.TestDatabase;

/** A run of cases, from the command line to the verdict. */
@Tag("slow")
class CasesRunIT {
  @TempDir Path folder;

  private ForkedRun fixture(String cases) {
    Map<String, String> settings = Map.of("run.cases", cases, "output.csv", "out/runs.csv");
    return ForkedRun.start(CasesFixture.class, folder, settings, Map.of());
  }

  private ForkedRun commits(Map<String, String> settings) {
    return ForkedRun.start(CommitStressSimulation.class, folder, settings, Map.of());
  }

  @Test
  void aSkippedCaseDoesNotFailARun() {
    try (ForkedRun run = fixture("skipped, good")) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(run.summary().at("/scenarios").findValuesAsText("name"))
          .as("in the order of the list")
          .containsExactly("good", "skipped");
      assertThat(run.console()).contains("2 cases: 1 PASS, 1 SKIP", " PASS");
      assertThat(run.gatlingReport()).contains("case: good", "case: skipped");
      assertThat(folder.resolve("out/runs.csv"))
          .content()
          .contains("\n1,,sqlite 3.")
          .endsWith(",100,\n");
    }
  }

  @Test
  void nothingButSkippedCasesFails() {
    try (ForkedRun run = fixture("skipped")) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.console()).contains(" FAIL  no case was tried: all were skipped");
    }
  }

  @Test
  void aCaseThatFailsOrHangsFailsItsRowAlone() {
    try (ForkedRun run = fixture("good,bad,stuck")) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.summary().at("/scenarios").findValuesAsText("verdict"))
          .containsExactly("PASS", "FAIL", "FAIL");
      assertThat(run.console())
          .contains(
              "case: good: count of failed events is 0.0 : true",
              "case: bad: count of failed events is 0.0 : false",
              "case: stuck: count of failed events is 0.0 : false",
              " FAIL  case bad: broken; seen (expected: that bad is well)",
              " FAIL  case stuck: not over within its limit of 300 ms");
    }
  }

  @Test
  void aSignalBreaksOffTheCaseAndTheRunSaysSo() {
    try (ForkedRun run = fixture("good,long").working()) {
      ForkedRun.until("the first is over", () -> run.console().contains("case good PASS"));
      assertThat(run.console()).contains("   1 of 2 cases");
      run.process().destroy();
      assertThat(run.exitCode()).isNotZero();
      assertThat(run.summary().at("/scenarios").findValuesAsText("verdict"))
          .containsExactly("PASS", "SKIP");
      assertThat(run.console()).contains("FAIL  stopped: a signal");
    }
  }

  @ParameterizedTest
  @EnumSource
  void commitsHoldWithDefaults(SqlDialect dialect) {
    try (ForkedRun run =
        commits(Map.of("db.backend", dialect.id(), "db.sqlite.synchronous", "normal"))) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode cases = run.summary().at("/scenarios");
      assertThat(cases.findValuesAsText("name"))
          .containsExactly("concurrent", "rapid", "sequential", "degradation");
      assertThat(cases.findValuesAsText("commits")).containsExactly("100", "500", "1000", "500");
      assertThat(cases.at("/3/figures/batch_ms")).hasSize(10);
      assertThat(run.summary().at("/gate").findValuesAsText("name"))
          .containsExactly("simple commit", "concurrent commits", "sequential commits");
      assertThat(run.summary().at("/database/backend").asText()).isEqualTo(dialect.id());
      assertThat(run.gatlingReport()).contains("case: degradation", "gate: simple commit");
    }
  }

  @Test
  void aBaselineThatDoesNotHoldFailsTheRun() {
    try (ForkedRun run =
        commits(
            Map.of(
                "run.cases", "concurrent",
                "db.pool.max", "5",
                "gate.commit.concurrentMillis", "0.001"))) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.summary().at("/failures/0").asText()).startsWith("concurrent commits ");
      assertThat(run.summary().at("/gate")).hasSize(1);
      assertThat(run.summary().at("/scenarios/0/verdict").asText()).isEqualTo("PASS");
    }
  }

  /** So does a server on which all but one of those on a branch must fail at first. */
  @Test
  void commitsHoldWhereTransactionsAreSerializable() {
    try (ForkedRun run =
        commits(
            Map.of(
                "db.backend", "postgresql",
                "db.isolation", "serializable",
                "db.pool.max", "30",
                "db.commit.branches", "2",
                "run.cases", "concurrent"))) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(run.summary().at("/scenarios/0/figures/retries").asInt()).isPositive();
    }
  }

  /** A server that others may use is filled by whoever names it again. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aServerElsewhereIsSparedUnlessItIsNamedAgain() throws Exception {
    try (ContainedServer server = ContainedServer.start(folder, 30)) {
      Map<String, String> settings =
          new HashMap<>(
              Map.of(
                  "db.url",
                  server.database().url(),
                  "db.user",
                  server.database().user(),
                  "db.pool.max",
                  "20",
                  "run.cases",
                  "concurrent"));
      try (ForkedRun run = commits(settings)) {
        assertThat(run.exitCode()).as(run.console()).isZero();
        assertThat(left(run)).isPositive();
      }
      settings.put("run.destructive", "true");
      settings.put("run.destructiveTarget", server.database().url());
      try (ForkedRun run = commits(settings)) {
        assertThat(run.exitCode()).as(run.console()).isZero();
        assertThat(left(run)).isZero();
      }
    }
  }

  private static int left(ForkedRun run) {
    return run.summary().at("/scenarios/0/figures/left_to_others").asInt(-1);
  }

  @Test
  void aFunctionThatHandsOutAnIdTwiceFailsTheRun() throws Exception {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      PggitStandIn.install(database, PggitStandIn.Defect.DUPLICATE_ID);
      Map<String, String> settings = new HashMap<>();
      settings.put("db.url", database.url());
      settings.put("db.user", database.user());
      settings.put("db.commit.target", "pggit");
      settings.put("db.pool.max", "10");
      settings.put("run.cases", "concurrent");
      try (ForkedRun run = commits(settings)) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.console()).contains(" FAIL  case concurrent: ids handed out twice: ");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "run.cases, 'rapid,rapdi', 'allowed: all, or some of: commit, concurrent, rapid, sequential, '",
    "db.commit.target, pggit, 'allowed: builtin or sql, for SQLite'",
    "db.commit.target, git, allowed: builtin | pggit | sql",
    "gate.commit.simpleMillis, 0, 'allowed: none | decimal 0.001..3600000'",
  })
  void aBadValueIsOneLine(String key, String value, String allowed) {
    assertRefused(Map.of(key, value), key + " = ", allowed);
  }

  @Test
  void theAsynchronousEngineIsRefused() {
    assertRefused(
        Map.of("db.backend", "postgresql", "db.engine", "async"),
        "db.engine = async",
        "allowed: jdbc for cases");
  }

  @Test
  void anExtensionThatIsNotThereIsOneLine() {
    assertRefused(
        Map.of("db.backend", "postgresql", "db.commit.target", "pggit", "db.pool.max", "5"),
        "db.url = ",
        "pggit.commit_changes(text, text, text) is not there");
  }

  private void assertRefused(Map<String, String> settings, String key, String why) {
    try (ForkedRun run = commits(settings)) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.consoleLines()).as(run.console()).hasSize(1);
      assertThat(run.consoleLines().get(0)).startsWith("Tidemark: " + key).contains(why);
      assertThat(folder.resolve("target/gatling")).doesNotExist();
    }
  }
}
