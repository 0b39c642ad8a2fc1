package tidemark.run.scenario.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidemark.record.Verdict;
import tidemark.run.scenario.Observation;

class ObservationJsonTest {
  /** Counts stay whole numbers, times decimals: the summary tells them apart. */
  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    Observation observation =
        new Observation(
            Verdict.FAIL,
            "one \"line\"\nand another",
            Map.of("lost", 1L, "recovery_ms", 2.0, "errors", Map.of("disk_full", 3L)));

    String line = ObservationJson.write(observation);

    assertThat(line).doesNotContain("\n");
    assertThat(ObservationJson.read(line)).isEqualTo(observation);
    assertThat(ObservationJson.read(ObservationJson.write(Observation.skipped("why"))))
        .isEqualTo(new Observation(Verdict.SKIP, "why", Map.of()));
    assertThat(List.copyOf(ObservationJson.read(line).figures().values()))
        .contains(1L, 2.0, Map.of("disk_full", 3L));
  }
}
