package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.record.Mark;
import tidemark.record.Timeline;
import tidemark.record.Verdict;
import tidemark.settings.Setting;
import tidemark.testweb.Browser;

/** The report in a browser: what it draws, what it asks for, what becomes of hostile texts. */
@Tag("alone")
class HtmlReportIT {
  private static final HtmlReport HTML =
      new HtmlReport(
          List.of(
              new Setting("db.workers", "3", "-Ddb.workers", true),
              new Setting("run.seed", "1", "the defaults line 12", false)));

  private static final String HOSTILE =
      "<img src=x onerror=\"document.title='owned'\"></script><script>document.title='owned'</script>"
          + "\u001b[31mred\u001b[0m\n\u202egnp.exe\u202c"
          + "<b>x</b>".repeat(1 << 17);

  private static final String TAB = "\uE004";
  private static final String RIGHT = "\uE014";

  private static Browser browser;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothingWentWrongAndNothingWasAskedFor() throws IOException {
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).allMatch(address -> address.matches("(file|data):.*"));
  }

  /** Also leaves pictures, for people to look at. */
  @ParameterizedTest
  @CsvSource({"390, false", "390, true", "1280, false", "1280, true"})
  void everyChartHasItsLines(int width, boolean dark) throws IOException {
    browser.look(width, dark);
    open(roles(Ticks.timeline(120), List.of()));

    for (String chart : List.of("load", "throughput", "latency", "failures", "percentiles")) {
      assertThat(inked(chart)).as(chart).isTrue();
    }
    assertThat(
            script("return document.querySelector('#throughput').chart.u.data.map(c => c.length)"))
        .extracting(JsonNode::intValue)
        .containsOnly(121)
        .hasSize(7);
    assertThat(script("return document.documentElement.scrollWidth").intValue())
        .as("nothing is wider than the window")
        .isEqualTo(width);
    browser.picture(
        Path.of("target/pictures/report-%d-%s.png".formatted(width, dark ? "dark" : "light")),
        width,
        script("return document.documentElement.scrollHeight").intValue());
  }

  /** True if something but the ground is drawn inside the axes. */
  private static boolean inked(String chart) throws IOException {
    return script(
            """
            const {ctx, bbox} = document.querySelector('#%s').chart.u;
            const {data} = ctx.getImageData(bbox.left, bbox.top, bbox.width, bbox.height);
            const colours = new Set();
            for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200) colours.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
            return colours.size > 1;
            """
                .formatted(chart))
        .booleanValue();
  }

  /** Three thousand six hundred ticks are twice as many as a run keeps. */
  @Test
  void anHourIsLoadedInASecond() throws IOException {
    browser.look(1280, false);
    open(roles(Ticks.timeline(3_600), List.of()));

    double millis =
        script("return performance.getEntriesByType('navigation')[0].loadEventEnd").doubleValue();
    System.out.printf("report of an hour: loaded in %.0f ms%n", millis);
    assertThat(Duration.ofMillis((long) millis)).isLessThan(Duration.ofSeconds(5));
    assertThat(inked("latency")).isTrue();
  }

  @Test
  void hostileTextsAreShownAndDoNothing() throws IOException {
    browser.look(1280, false);
    RunReport cases =
        Runs.cases(
            folder,
            List.of(HOSTILE),
            Runs.scenario(HOSTILE, Verdict.FAIL, Map.of(HOSTILE, HOSTILE)));
    open(
        Runs.over(
            new Timeline(
                Ticks.timeline(20).ticks(),
                List.of(new Mark(10_000_000_000L, Mark.Kind.FAULT, false, HOSTILE))),
            cases));

    assertThat(script("return document.title").textValue()).startsWith("FAIL ");
    assertThat(
            script("return document.querySelectorAll('img, b:not(.warn b), svg script').length")
                .intValue())
        .isZero();
    String shown =
        """
        const shown = document.body.cloneNode(true);
        shown.querySelectorAll('script').forEach(script => script.remove());
        return shown.textContent
        """;
    assertThat(script(shown).textValue()).contains("<img src=x").doesNotContain("\u001b", "\u202e");
    assertThat(script("return document.documentElement.scrollWidth").intValue()).isEqualTo(1280);
    assertThat(
            script("return document.querySelector('.reasons summary').innerText.length").intValue())
        .isLessThan(500);
  }

  /** What failed comes first: word, reasons, and only then the rest. */
  @Test
  void theVerdictIsAWordOnTop() throws IOException {
    browser.look(390, true);
    open(roles(Ticks.timeline(30), List.of("p95 812 ms > 500 ms (chat, last 60 s)")));

    assertThat(script("return document.body.innerText.trim()").textValue())
        .startsWith(
            "Tidemark\nDatabaseRolesSimulation\nFAIL\np95 812 ms > 500 ms (chat, last 60 s)");
  }

  @Test
  void whatDidNotRunIsNotShownAndEmptyIsSaid() throws IOException {
    browser.look(1280, false);
    open(roles(Ticks.timeline(30), List.of()));

    for (String absent : List.of("chat", "steps", "scenarios")) {
      assertThat(script("return document.getElementById('" + absent + "').offsetHeight").intValue())
          .as(absent)
          .isZero();
    }
    open(Runs.cases(folder, List.of(), Runs.scenario("rapid", Verdict.PASS, Map.of("ms", 1L))));
    assertThat(script("return document.body.innerText").textValue())
        .contains("1 of 1 cases passed", "what was seen")
        .doesNotContain("Roles", "Over time", "undefined", "NaN");
  }

  /** All that can be clicked can be reached by Tab and shows that it is there. */
  @Test
  void allIsReachedByKeyboard() throws IOException {
    browser.look(1280, false);
    open(roles(Ticks.timeline(30), List.of()));
    int wanted =
        script(
                """
                const all = document.querySelectorAll('a[href], button, summary, [tabindex="0"], input:checked');
                return [...all].filter(one => one.checkVisibility()).length;
                """)
            .intValue();
    int reached = 0;
    for (int i = 0; i < wanted; i++) {
      browser.press(TAB);
      boolean visible =
          script(
                  """
                  const one = document.activeElement.matches('.choice input') ? document.activeElement.parentElement : document.activeElement;
                  return one !== document.body && getComputedStyle(one).outlineStyle !== 'none';
                  """)
              .booleanValue();
      reached += visible ? 1 : 0;
    }

    assertThat(wanted).isGreaterThan(30);
    assertThat(reached).isEqualTo(wanted);
  }

  @Test
  void aChartIsReadByKeyboardAndAsATable() throws IOException {
    browser.look(1280, false);
    open(roles(Ticks.timeline(30), List.of()));
    script("document.querySelector('#latency .plot').focus()");
    browser.press(RIGHT);

    assertThat(script("return document.querySelector('#latency .unit').textContent").textValue())
        .contains("at 0:30");
    assertThat(script("return document.querySelector('#latency output').textContent").textValue())
        .matches("[\\d.]+ (µs|ms|s)");
    script("document.querySelector('#latency details').open = true");
    browser.press(RIGHT);
    assertThat(script("return document.querySelectorAll('#latency tbody tr').length").intValue())
        .isEqualTo(30);
  }

  private static JsonNode script(String javaScript) throws IOException {
    return browser.script(javaScript);
  }

  private void open(RunReport report) throws IOException {
    HTML.write(report);
    browser.open(folder.resolve(HtmlReport.FILE).toUri());
  }

  private RunReport roles(Timeline timeline, List<String> failures) {
    return Runs.over(
        timeline,
        Runs.report(
            folder, failures, Optional.of(Runs.database(Runs.someFigures(), Runs.AUDITED))));
  }
}
