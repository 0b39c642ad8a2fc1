package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.error.ErrorKind;
import tidemark.record.GateRow;
import tidemark.record.RunFigures;
import tidemark.record.Verdict;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;

class GateTest {
  @TempDir Path folder;

  @Test
  void withoutThresholdsThereIsNoRow() {
    GateSettings none = new GateSettings(Optional.empty(), Optional.empty(), Map.of());

    assertThat(Gate.judge(none, Runs.someFigures())).isEmpty();
    assertThat(none.rowNames()).isEmpty();
  }

  @Test
  void theErrorRateIsFailuresOverAllSamples() {
    RunFigures figures =
        Runs.figures(
            recorder -> {
              recorder.sample(Runs.ok("reader", 1));
              recorder.sample(Runs.failed("transferrer", 1, ErrorKind.INSUFFICIENT_FUNDS));
              recorder.sample(Runs.failed("transferrer", 1, Runs.DEADLOCK));
              recorder.sample(Runs.failed("inserter", 1, Runs.CORRUPT));
            });

    assertThat(Gate.judge(errorRate(50), figures))
        .containsExactly(new GateRow("error rate", 50, 50, "%", 4, Verdict.PASS));
  }

  @Test
  void aValueOnTheLimitHoldsAndOneAboveDoesNot() {
    RunFigures half =
        Runs.figures(
            recorder -> {
              recorder.sample(Runs.ok("reader", 1));
              recorder.sample(Runs.failed("inserter", 1, Runs.CORRUPT));
            });

    assertThat(Gate.judge(errorRate(50), half))
        .extracting(GateRow::verdict)
        .containsExactly(Verdict.PASS);
    assertThat(Gate.judge(errorRate(49.999), half))
        .extracting(GateRow::verdict)
        .containsExactly(Verdict.FAIL);
  }

  @Test
  void withoutSamplesTheErrorRateIsZero() {
    RunFigures nothing = Runs.figures(recorder -> {});

    assertThat(Gate.judge(errorRate(0), nothing))
        .containsExactly(new GateRow("error rate", 0, 0, "%", 0, Verdict.PASS));
  }

  @Test
  void p95IsOfAllAnswersAndOfNoFailure() {
    GateRow row = Gate.judge(p95(95), hundredAnswersAndAFailure()).get(0);

    assertThat(row.observed()).isCloseTo(95, within(0.1));
    assertThat(row.samples()).isEqualTo(100);
  }

  @Test
  void p95FailsAboveItsLimit() {
    assertThat(Gate.judge(p95(96), hundredAnswersAndAFailure()))
        .extracting(GateRow::verdict)
        .containsExactly(Verdict.PASS);
    assertThat(Gate.judge(p95(94), hundredAnswersAndAFailure()))
        .extracting(GateRow::verdict)
        .containsExactly(Verdict.FAIL);
  }

  @Test
  void p95WithoutAnAnswerDoesNotHold() {
    RunFigures nothing = Runs.figures(recorder -> {});
    RunFigures onlyFailures =
        Runs.figures(recorder -> recorder.sample(Runs.failed("reader", 1, Runs.CORRUPT)));
    GateRow failed = new GateRow("p95", 95, 0, "ms", 0, Verdict.FAIL);

    assertThat(Gate.judge(p95(95), nothing)).containsExactly(failed);
    assertThat(Gate.judge(p95(95), onlyFailures)).containsExactly(failed);
  }

  @Test
  void p95OfARoleThatDidNothingDoesNotHold() {
    GateSettings limits = new GateSettings(Optional.empty(), Optional.empty(), Map.of("idle", 9.0));

    assertThat(Gate.judge(limits, Runs.someFigures()))
        .containsExactly(new GateRow("p95 idle", 9, 0, "ms", 0, Verdict.FAIL));
  }

  private static RunFigures hundredAnswersAndAFailure() {
    return Runs.figures(
        recorder -> {
          IntStream.rangeClosed(1, 100)
              .forEach(millis -> recorder.sample(Runs.ok("reader", millis)));
          recorder.sample(Runs.failed("reader", 60_000, Runs.CORRUPT));
        });
  }

  @Test
  void aRoleHasAThresholdOfItsOwn() {
    GateSettings limits =
        new GateSettings(Optional.empty(), Optional.empty(), Map.of("inserter", 11.0));
    GateRow row = Gate.judge(limits, Runs.someFigures()).get(0);

    assertThat(row.name()).isEqualTo("p95 inserter");
    assertThat(row.observed()).isCloseTo(10, within(0.01));
    assertThat(row.samples()).isEqualTo(1);
    assertThat(row.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void theNamesOfTheRowsAreKnownBeforeTheRun() {
    GateSettings limits =
        new GateSettings(Optional.of(5.0), Optional.of(100.0), Map.of("reader", 10.0));

    assertThat(limits.rowNames())
        .containsExactly("error rate", "p95", "p95 reader")
        .isEqualTo(Gate.judge(limits, Runs.someFigures()).stream().map(GateRow::name).toList());
  }

  @Test
  void thresholdsComeFromTheSettings() throws IOException {
    assertThat(fromSettings(Map.of()))
        .isEqualTo(new GateSettings(Optional.of(5.0), Optional.of(2000.0), Map.of()));
    assertThat(
            fromSettings(
                Map.of(
                    "gate.errorRatePercent", "none",
                    "gate.p95Millis", "none",
                    "gate.roles.reader.p95Millis", "12.5")))
        .isEqualTo(new GateSettings(Optional.empty(), Optional.empty(), Map.of("reader", 12.5)));
  }

  @Test
  void aThresholdForARoleWithoutUsersIsRefused() {
    Map<String, String> given =
        Map.of("gate.roles.reader.p95Millis", "12.5", "db.weight.reader", "0.0");

    assertThatThrownBy(() -> fromSettings(given))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "gate.roles.reader.p95Millis = 12.5 is refused (from -Dgate.roles.reader.p95Millis);"
                + " allowed: none while db.weight.reader is 0");
  }

  @Test
  void aRoleWithoutUsersNeedsNoThreshold() throws IOException {
    assertThat(fromSettings(Map.of("db.weight.reader", "0")).roleP95Millis()).isEmpty();
  }

  private GateSettings fromSettings(Map<String, String> given) throws IOException {
    Path dotEnv = Files.writeString(folder.resolve("empty.env"), "");
    Map<String, String> properties = new HashMap<>(given);
    properties.put("envFile", dotEnv.toString());
    Path absent = folder.resolve("absent.conf");
    return GateSettings.from(
        Settings.load("DatabaseRolesSimulation", properties, Map.of(), absent),
        List.of("inserter", "reader"));
  }

  private static GateSettings errorRate(double limit) {
    return new GateSettings(Optional.of(limit), Optional.empty(), Map.of());
  }

  private static GateSettings p95(double limit) {
    return new GateSettings(Optional.empty(), Optional.of(limit), Map.of());
  }
}
