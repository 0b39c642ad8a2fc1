package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.record.Verdict;
import tidemark.settings.Setting;

class HtmlReportTest {
  private static final HtmlReport HTML =
      new HtmlReport(List.of(new Setting("db.password", "***", "environment DB", true)));

  @TempDir Path folder;

  @Test
  void theReportHasAllOfTheRun() throws IOException {
    JsonNode document = written(report(List.of("p95 is 2 s")));

    assertThat(document.at("/summary/failures/0").textValue()).isEqualTo("p95 is 2 s");
    assertThat(document.at("/timeline/to")).hasSize(30);
    assertThat(document.at("/settings/0/value").textValue()).isEqualTo("***");
    assertThat(document.at("/settings/0/given").booleanValue()).isTrue();
    assertThat(document.at("/distribution/streams/reader/0").doubleValue())
        .isCloseTo(1000, within(1));
    assertThat(document.at("/distribution/percentiles/0").doubleValue()).isZero();
    assertThat(document.at("/links/gatling").textValue()).endsWith("target/gatling/x/index.html");
  }

  private static org.assertj.core.data.Offset<Double> within(double millis) {
    return org.assertj.core.data.Offset.offset(millis);
  }

  /** One sample cannot tell its 99th percentile. */
  @Test
  void aDistributionEndsWhereSamplesDo() throws IOException {
    JsonNode times = written(report(List.of())).at("/distribution/streams/inserter");

    assertThat(times.get(0).isNumber()).isTrue();
    assertThat(times.get(times.size() - 1).isNull()).isTrue();
  }

  @Test
  void aTextOfAMegabyteIsCutInTheMiddle() throws IOException {
    String text = "begin " + "x".repeat(1 << 20) + " end";
    RunReport report =
        Runs.cases(
            folder, List.of(text), Runs.scenario("c", Verdict.FAIL, Map.of("said", List.of(text))));
    HTML.write(report);
    JsonNode document = document();

    assertThat(document.at("/summary/failures/0").textValue())
        .hasSize(PageJson.LONGEST_TEXT)
        .startsWith("begin x")
        .contains("…")
        .endsWith("x end");
    assertThat(document.at("/summary/scenarios/0/figures/said/0").textValue())
        .hasSize(PageJson.LONGEST_TEXT);
    assertThat(Files.size(folder.resolve(HtmlReport.FILE))).isLessThan(300_000);
  }

  @Test
  void theFileIsReplacedAsAWhole() throws IOException {
    HTML.write(report(List.of("of the last run")));
    HTML.write(report(List.of()));

    assertThat(folder.toFile().list()).containsExactly(HtmlReport.FILE);
    assertThat(document().at("/summary/failures")).isEmpty();
  }

  @Test
  void whatCannotBeWrittenLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve(HtmlReport.FILE), "of the last run");
    Files.createDirectory(folder.resolve(HtmlReport.FILE + ".new"));

    assertThatThrownBy(() -> HTML.write(report(List.of()))).isInstanceOf(IOException.class);
    assertThat(file).hasContent("of the last run");
  }

  private JsonNode written(RunReport report) throws IOException {
    HTML.write(report);
    return document();
  }

  private JsonNode document() throws IOException {
    String page = Files.readString(folder.resolve(HtmlReport.FILE));
    String start = "id=\"document\">";
    int from = page.indexOf(start) + start.length();
    return Summary.JSON.readTree(page.substring(from, page.indexOf("</script>", from)));
  }

  private RunReport report(List<String> failures) {
    RunReport report =
        Runs.report(folder, failures, Optional.of(Runs.database(Runs.someFigures(), Runs.AUDITED)));
    return Runs.over(Ticks.timeline(30), report);
  }
}
