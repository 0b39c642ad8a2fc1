package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.EngineComparisonSimulation;

/** Two engines take turns in one run. */
class EngineComparisonIT {
  @TempDir Path folder;

  private ForkedRun run(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("db.seconds", "8");
    settings.put("db.compare.rounds", "2");
    settings.put("db.compare.settle", "500ms");
    settings.put("load.warmup", "2");
    settings.put("db.workers", "2");
    settings.putAll(more);
    return ForkedRun.start(EngineComparisonSimulation.class, folder, settings, Map.of());
  }

  @Test
  void eachHasItsTurnsAndItsFigures() {
    try (ForkedRun run = run(Map.of())) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode summary = run.summary();
      assertThat(summary.at("/database/engine").asText()).isEqualTo("jdbc+async");
      assertThat(summary.at("/database/audit/ok").asBoolean()).isTrue();
      JsonNode engines = summary.at("/engines");
      assertThat(engines.findValuesAsText("name")).containsExactly("jdbc", "async");
      long ops = 0;
      for (JsonNode engine : engines) {
        assertThat(engine.at("/turns").asInt()).isEqualTo(2);
        assertThat(engine.at("/elapsed_s").asDouble()).isCloseTo(3, within(0.5));
        assertThat(engine.at("/ops").asLong()).isPositive();
        assertThat(engine.at("/ops_per_second").asDouble()).isPositive();
        assertThat(engine.at("/latency_ms/p99").asDouble())
            .isGreaterThanOrEqualTo(engine.at("/latency_ms/median").asDouble());
        assertThat(engine.at("/cpu_ms_per_op").asDouble()).isPositive();
        assertThat(engine.at("/unexpected_errors").asLong()).isZero();
        ops += engine.at("/ops").asLong();
      }
      assertThat(ops).isLessThan(summary.at("/database/total_ops").asLong());
      assertThat(run.console())
          .containsPattern("(?m)^ jdbc +[0-9]")
          .containsPattern("(?m)^ async is [0-9.]+ of jdbc by ops/s, [0-9.]+ by CPU/op");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "db.backend, sqlite, db.engine",
    "db.engine, jdbc, db.engine",
    "db.compare.settle, 3s, at most half of a turn",
    "db.compare.rounds, 0, db.compare.rounds",
  })
  void aBadValueIsOneLine(String key, String value, String why) {
    try (ForkedRun run = run(Map.of(key, value))) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.consoleLines()).as(run.console()).hasSize(1);
      assertThat(run.consoleLines().get(0)).contains(why);
    }
  }
}
