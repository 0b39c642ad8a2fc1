package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.record.AuditResult;

/** The names and the nesting that other people's scripts read. */
class SummaryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private DatabaseReport database;

  @BeforeEach
  void run() {
    database = Runs.database(Runs.someFigures(), Runs.AUDITED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/schema",
        "/simulation",
        "/verdict",
        "/failures",
        "/seed",
        "/metadata/timestamp",
        "/gate/0/name",
        "/gate/0/limit",
        "/gate/0/observed",
        "/gate/0/verdict",
        "/gate/0/samples",
        "/database/backend",
        "/database/engine",
        "/database/url",
        "/database/workers",
        "/database/users",
        "/database/elapsed_s",
        "/database/total_ops",
        "/database/ops_per_second",
        "/database/final_accounts",
        "/database/roles/inserter/ops",
        "/database/roles/inserter/ops_per_second",
        "/database/roles/inserter/failed",
        "/database/roles/inserter/latency_ms",
        "/database/roles/transferrer/ops",
        "/database/roles/reader/ops",
        "/database/errors/expected/deadlock/count",
        "/database/errors/expected/deadlock/samples/0",
        "/database/errors/unexpected/corrupt/count",
        "/database/errors/unexpected/corrupt/samples/0",
        "/database/retries",
        "/database/pool/max",
        "/database/pool/peak_active",
        "/database/pool/peak_waiting",
        "/database/pool/timeouts",
        "/database/pool/acquire_ms/p95",
        "/database/audit/checks",
        "/database/audit/seconds",
        "/database/audit/during/checks",
        "/database/audit/during/unfinished",
        "/database/audit/during/broken",
        "/database/audit/during/seconds",
        "/database/audit/during/longest_s",
        "/database/audit/during/findings",
        "/database/audit/money/ok",
        "/database/audit/balances/ok",
        "/database/audit/acknowledged/ok",
        "/database/audit/acknowledged/acknowledged",
        "/database/audit/acknowledged/lost",
        "/database/audit/acknowledged/phantom",
        "/database/audit/acknowledged/unknown",
        "/attribution/waits/acquire_ms/p95",
        "/attribution/waits/lock_waits",
        "/attribution/waits/busy_retries",
        "/generator/cpu_percent",
        "/generator/gc_pause_ms",
        "/generator/timer_lag_ms/p99",
        "/generator/timer_lag_ms/max",
        "/generator/heap_used_mb",
        "/generator/bottleneck",
        "/versions/tidemark",
        "/versions/postgresql"
      })
  void everyFieldOfTheContractIsThere(String field) {
    assertThat(json().at(field).isMissingNode()).as(field).isFalse();
  }

  @Test
  void aLatencyIsAFamily() {
    List<String> names = new ArrayList<>();
    json().at("/database/roles/inserter/latency_ms").fieldNames().forEachRemaining(names::add);

    assertThat(names).contains("min", "max", "mean", "median", "p95", "p99", "p999", "stdev");
  }

  @Test
  void valuesAreThoseOfTheRun() {
    JsonNode json = json();

    assertThat(json.at("/schema").textValue()).isEqualTo("tidemark/1");
    assertThat(json.at("/simulation").textValue()).isEqualTo("DatabaseRolesSimulation");
    assertThat(json.at("/seed").longValue()).isEqualTo(42);
    assertThat(json.at("/metadata/timestamp").textValue()).isEqualTo("2026-11-22T12:00:00Z");
    assertThat(json.at("/gate/0/observed").decimalValue()).isEqualByComparingTo("812.3456");
    assertThat(json.at("/database/elapsed_s").decimalValue()).isEqualByComparingTo("1");
    assertThat(json.at("/database/total_ops").longValue()).isEqualTo(2);
    assertThat(json.at("/database/ops_per_second").decimalValue()).isEqualByComparingTo("2");
    assertThat(json.at("/database/final_accounts").longValue()).isEqualTo(456);
    assertThat(json.at("/database/retries").longValue()).isEqualTo(2);
    assertThat(json.at("/database/pool/peak_active").longValue()).isEqualTo(14);
  }

  @Test
  void theGeneratorsFiguresAreItsOwn() {
    JsonNode generator = json().at("/generator");

    assertThat(generator.at("/cpu_percent").doubleValue()).isEqualTo(12.5);
    assertThat(generator.at("/machine_cpu_percent").doubleValue()).isEqualTo(40);
    assertThat(generator.at("/gc_pause_ms").longValue()).isEqualTo(12);
    assertThat(generator.at("/timer_lag_ms/p99").doubleValue()).isBetween(1.99, 2.01);
    assertThat(generator.at("/heap_used_mb").doubleValue()).isEqualTo(64);
    assertThat(generator.at("/bottleneck").booleanValue()).isFalse();
    assertThat(generator.has("reason")).isFalse();
  }

  @Test
  void aRoleHasItsCountsAndItsLatency() {
    JsonNode transferrer = json().at("/database/roles/transferrer");

    assertThat(transferrer.get("ops").longValue()).isZero();
    assertThat(transferrer.get("samples").longValue()).isEqualTo(2);
    assertThat(transferrer.get("refused").longValue()).isEqualTo(1);
    assertThat(transferrer.get("failed").longValue()).isEqualTo(1);
    assertThat(transferrer.at("/latency_ms/median").doubleValue()).isBetween(4.995, 5.005);
    assertThat(transferrer.at("/failed_latency_ms/median").doubleValue()).isBetween(19.98, 20.02);
  }

  @Test
  void aGoodRunPassesAndABadOneFailsWithItsReasons() {
    JsonNode bad = written(report(List.of("no operation at all")));

    assertThat(json().get("verdict").textValue()).isEqualTo("PASS");
    assertThat(json().get("failures")).isEmpty();
    assertThat(bad.get("verdict").textValue()).isEqualTo("FAIL");
    assertThat(bad.get("failures"))
        .extracting(JsonNode::textValue)
        .containsExactly("no operation at all");
  }

  @Test
  void whatBrokeTheAuditIsNamed() {
    database =
        Runs.database(Runs.someFigures(), AuditResult.of(0.5, List.of(Runs.part("money", 3))));
    JsonNode money = json().at("/database/audit/money");

    assertThat(money.get("ok").booleanValue()).isFalse();
    assertThat(money.get("broken").longValue()).isEqualTo(3);
    assertThat(money.get("findings")).hasSize(3);
  }

  @Test
  void anAuditThatCouldNotBeDoneSaysWhy() {
    database = Runs.database(Runs.someFigures(), AuditResult.impossible(4, "connection refused"));
    JsonNode audit = json().at("/database/audit");

    assertThat(audit.get("ok").booleanValue()).isFalse();
    assertThat(audit.get("problem").textValue()).isEqualTo("connection refused");
  }

  @Test
  void aSectionThatDoesNotApplyIsAbsent() {
    JsonNode json = written(Runs.report(folder, List.of("never began"), Optional.empty()));

    assertThat(json.has("database")).isFalse();
    assertThat(json.get("verdict").textValue()).isEqualTo("FAIL");
  }

  @Test
  void theFileIsReplacedAsAWhole() throws IOException {
    Path file = folder.resolve("summary.json");
    Files.writeString(file, "of the last run");

    Summary.write(report(List.of()));

    assertThat(folder.toFile().list()).containsExactly("summary.json");
    assertThat(JSON.readTree(file.toFile()).get("schema").textValue()).isEqualTo("tidemark/1");
  }

  @Test
  void whoeverReadsTheOldFileReadsItWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("summary.json"), "of the last run");

    try (InputStream old = Files.newInputStream(file)) {
      Summary.write(report(List.of()));

      assertThat(old).hasContent("of the last run");
    }
  }

  @Test
  void whatCannotBeWrittenIsSaidAndLeavesTheOldFileWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("summary.json"), "of the last run");
    Files.createDirectory(folder.resolve("summary.json.new"));

    assertThatThrownBy(() -> Summary.write(report(List.of()))).isInstanceOf(IOException.class);
    assertThat(file).hasContent("of the last run");
  }

  @Test
  void numbersAreWrittenAsPeopleWriteThem() throws IOException {
    Summary.write(report(List.of()));

    assertThat(Files.readString(folder.resolve("summary.json")))
        .contains("\"limit\" : 2000,", "\"observed\" : 812.3456,")
        .doesNotContainPattern("[0-9]E[-+]?[0-9]");
  }

  @Test
  void aFigureIsWithoutTheNoiseOfBinaryFractions() {
    assertThat(Summary.decimal(0.1 + 0.2)).isEqualTo(new BigDecimal("0.3"));
    assertThat(Summary.decimal(0)).isEqualByComparingTo("0");
    assertThat(Summary.decimal(0.0000004)).isEqualByComparingTo("0");
  }

  private JsonNode json() {
    return written(report(List.of()));
  }

  private static JsonNode written(RunReport report) {
    try {
      Summary.write(report);
      return JSON.readTree(report.folder().resolve("summary.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RunReport report(List<String> failures) {
    return Runs.report(folder, failures, Optional.of(database));
  }
}
