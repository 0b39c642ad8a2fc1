package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.MemoryPressureSimulation;
import tidemark.sql.SqlDialect;
import tidemark.testdb.TestDatabase;

/** A run of the cases of what is large, from the settings to the verdict. */
@Tag("slow")
class MemoryRunIT {
  @TempDir Path folder;

  @Test
  void itsCasesAreAsLargeAsTheSettingsSay() {
    Map<String, String> settings =
        Map.of(
            "db.backend", "postgresql",
            "db.memory.columns", "1500",
            "db.memory.messages", "5",
            "db.memory.largestMessageMb", "1",
            "db.memory.commits", "30",
            "db.memory.ids", "2000",
            "db.memory.resultMb", "64");
    try (ForkedRun run =
        ForkedRun.start(MemoryPressureSimulation.class, folder, settings, Map.of())) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode cases = run.summary().at("/scenarios");
      assertThat(cases.findValuesAsText("name"))
          .containsExactly(
              "memory-columns", "memory-messages", "memory-ids", "memory-cursor", "memory-backend");
      assertThat(cases.findValuesAsText("verdict")).containsOnly("PASS");
      assertThat(cases.at("/0/figures/versions").asInt()).isEqualTo(2);
      assertThat(cases.at("/1/figures/commits").asInt()).isEqualTo(9);
      assertThat(cases.at("/1/figures/largest_bytes").asInt()).isEqualTo(1 << 20);
      assertThat(cases.at("/2/figures/commits").asInt()).isEqualTo(30);
      assertThat(cases.at("/2/figures/made").asInt()).isEqualTo(2_000);
      assertThat(cases.at("/3/figures/result_mb").asDouble()).isEqualTo(64);
      assertThat(run.gatlingReport()).contains("case: memory-backend");
    }
  }

  @Test
  void allCasesHoldOnSqliteWithDefaults() {
    try (ForkedRun run =
        ForkedRun.start(MemoryPressureSimulation.class, folder, Map.of(), Map.of())) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode cases = run.summary().at("/scenarios");
      assertThat(cases.findValuesAsText("verdict"))
          .containsExactly("PASS", "PASS", "PASS", "PASS", "SKIP");
      assertThat(cases.at("/4/observed").asText()).startsWith("SQLite has no backend");
      assertThat(cases.at("/1/figures/largest_bytes").asInt()).isEqualTo(16 << 20);
      assertThat(cases.at("/2/figures/made").asInt()).isEqualTo(100_000);
      assertThat(cases.at("/3/figures/result_mb").asDouble()).isEqualTo(256);
      assertThat(run.console()).contains("5 cases: 4 PASS, 1 SKIP");
      for (String name : cases.findValuesAsText("name")) {
        assertThat(run.console())
            .contains("case: " + name + ": count of failed events is 0.0 : true (actual : 0.0)");
      }
    }
  }

  /** Without the program that limits a process, that case cannot be tried, and says so. */
  @Test
  void whatThisMachineCannotTryIsSkippedWithItsReason() throws Exception {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      Map<String, String> settings =
          Map.of(
              "db.url",
              database.url(),
              "db.user",
              database.user(),
              "run.cases",
              "memory-backend,memory-ids",
              "db.memory.commits",
              "10");
      Map<String, String> environment = Map.of("PATH", folder.toString());
      try (ForkedRun run =
          ForkedRun.start(MemoryPressureSimulation.class, folder, settings, environment)) {
        assertThat(run.exitCode()).as(run.console()).isZero();
        assertThat(run.console()).contains("2 cases: 1 PASS, 1 SKIP");
        assertThat(run.summary().at("/scenarios/1/observed").asText())
            .startsWith("cannot limit a backend's memory: ")
            .contains("prlimit");
      }
    }
  }
}
