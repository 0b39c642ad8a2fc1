package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.FullStackSimulation;
import tidemark.testweb.Browser;

/** The live page of a real run in a real browser, and what the run leaves. */
@Tag("alone") // a browser and a full stack are enough for two processors
class LiveWebIT {
  /** One comes at once, one after each five seconds. */
  private static final String PROGRESS = " (warm-up|run) \\d.*";

  private static final Pattern ADDRESS = Pattern.compile("live page +(http://127.0.0.1:\\d+/)");

  private static final Map<String, String> SETTINGS =
      Map.of(
          "run.dashboard", "web",
          "chat.duration", "12",
          "db.seconds", "12",
          "load.warmup", "2",
          "chat.vus", "5",
          "db.workers", "1",
          // Other tests may keep the disk and the processors busy.
          "gate.p95Millis", "20000",
          "db.sqlite.synchronous", "normal");

  @TempDir Path folder;

  @Test
  void openedLateItShowsTheRunFromItsStartUntilItsVerdict() throws IOException {
    try (Browser browser = Browser.start();
        ForkedRun run = ForkedRun.start(FullStackSimulation.class, folder, SETTINGS, Map.of())) {
      run.working();
      ForkedRun.until(
          "some seconds have passed",
          () -> run.console().lines().filter(line -> line.matches(PROGRESS)).count() > 1);
      browser.look(1280, false);
      browser.open(URI.create(address(run)));

      assertThat(number(browser, "return page.timeline.from[0]")).isZero();
      double known = number(browser, "return page.timeline.to.length");
      assertThat(known).isGreaterThan(3);
      assertThat(text(browser)).contains("RUNNING", "chats", "inserter").doesNotContain("NaN");
      ForkedRun.until("it moves", () -> ticks(browser) > known + 1);
      ForkedRun.until("the verdict comes", () -> !text(browser).contains("RUNNING"));

      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(text(browser)).contains("PASS", "the audit found nothing").doesNotContain("NaN");
      assertThat(browser.requests())
          .allMatch(one -> one.startsWith(address(run)) || one.startsWith("data:"));
      assertThat(browser.console()).isEmpty();

      browser.open(run.runFolder().toRealPath().resolve("report.html").toUri());
      assertThat(text(browser)).contains("PASS", "FullStackSimulation", "run.dashboard");
      assertThat(number(browser, "return document.querySelectorAll('canvas').length"))
          .isGreaterThan(5);
      assertThat(browser.console()).isEmpty();
    }
  }

  private static String address(ForkedRun run) {
    Matcher address = ADDRESS.matcher(run.console());
    assertThat(address.find()).as(run.console()).isTrue();
    return address.group(1);
  }

  private static double ticks(Browser browser) {
    return number(browser, "return page.timeline.to.length");
  }

  private static double number(Browser browser, String script) {
    try {
      return browser.script(script).doubleValue();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String text(Browser browser) {
    try {
      return browser.script("return document.body.innerText").textValue();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
