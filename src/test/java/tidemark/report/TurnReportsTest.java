package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import tidemark.record.SeriesFigures;
import tidemark.record.TurnFigures;

class TurnReportsTest {
  private static final long SECOND = 1_000_000_000;

  /** Of 100 operations of 1 to 100 ms in so many seconds. */
  private static TurnFigures engine(String name, long seconds, long cpuSeconds) {
    Histogram answered = new Histogram(3);
    for (int i = 1; i <= 100; i++) {
      answered.recordValue(i * 1_000_000L);
    }
    SeriesFigures samples = new SeriesFigures("", "", 100, 3, 0, 2, answered, new Histogram(3));
    return new TurnFigures(name, 3, seconds * SECOND, cpuSeconds * SECOND, samples, 1);
  }

  private static RunReport report(List<TurnFigures> turns) {
    DatabaseReport one = Runs.database(Runs.someFigures(), Runs.AUDITED);
    DatabaseReport compared =
        new DatabaseReport(
            one.backend(),
            one.version(),
            one.engine(),
            one.url(),
            one.workers(),
            one.users(),
            one.roles(),
            one.figures(),
            one.accounts(),
            one.pool(),
            turns,
            one.waits(),
            one.audit());
    return Runs.report(Path.of("run"), List.of(), Optional.of(compared));
  }

  @Test
  void eachEngineHasItsFigures() {
    JsonNode engines =
        Summary.json(report(List.of(engine("jdbc", 20, 4), engine("async", 25, 3)))).at("/engines");

    assertThat(engines.findValuesAsText("name")).containsExactly("jdbc", "async");
    assertThat(engines.at("/0/turns").asInt()).isEqualTo(3);
    assertThat(engines.at("/0/elapsed_s").asDouble()).isEqualTo(20);
    assertThat(engines.at("/0/ops").asLong()).isEqualTo(100);
    assertThat(engines.at("/0/ops_per_second").asDouble()).isEqualTo(5);
    assertThat(engines.at("/1/ops_per_second").asDouble()).isEqualTo(4);
    assertThat(engines.at("/0/refused").asLong()).isEqualTo(3);
    assertThat(engines.at("/0/retries").asLong()).isEqualTo(2);
    assertThat(engines.at("/0/unexpected_errors").asLong()).isEqualTo(1);
    assertThat(engines.at("/0/latency_ms/p95").asDouble()).isBetween(95.0, 95.1);
    assertThat(engines.at("/0/cpu_s").asDouble()).isEqualTo(4);
    assertThat(engines.at("/1/cpu_ms_per_op").asDouble()).isEqualTo(30);
  }

  @Test
  void theyAreSideBySideOnTheConsole() {
    List<String> lines =
        ConsoleEnd.lines(report(List.of(engine("jdbc", 20, 4), engine("async", 25, 3))));

    assertThat(lines)
        .containsSequence(
            " engine              ops    ops/s      p50      p95      p99      max    CPU/op",
            " jdbc                100     5.00  50.0 ms  95.0 ms  99.0 ms   100 ms   40.0 ms",
            " async               100     4.00  50.0 ms  95.0 ms  99.0 ms   100 ms   30.0 ms",
            " async is 0.80 of jdbc by ops/s, 0.75 by CPU/op, in 3 and 3 turns");
  }

  @Test
  void oneEngineIsComparedWithNone() {
    RunReport one = report(List.of());

    assertThat(Summary.json(one).has("engines")).isFalse();
    assertThat(ConsoleEnd.lines(one)).noneMatch(line -> line.contains("CPU/op"));
  }
}
