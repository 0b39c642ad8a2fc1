package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.FullStackSimulation;
import tidemark.chat.Script;
import tidemark.chat.ScriptedServer;
import tidemark.sql.SqlDialect;
import tidemark.testdb.TestDatabase;
import tidemark.testweb.Browser;

/**
 * What others say, a model, a database and whoever writes prompts, reaches every view and every
 * file of a run, and does nothing there.
 */
@Tag("alone") // a browser, a full stack and megabytes are enough for two processors
class HostileIT {
  /** Marks it, as little else of a page does. */
  private static final String SEEN = "hostile";

  /** Both ends of a text are shown where it is cut. */
  private static final String EVIL =
      "=1+1 ]]> | `a` [b](javascript:c)\u001b[2J\u001b]0;owned\u0007\r\n\u202eegnah\u200f"
          + "<script>owned=1</script><img src=x onerror=\"owned=1\">"
          + SEEN;

  private static final String HOSTILE = EVIL + " y".repeat(1 << 19) + EVIL;

  private static final int LONGEST_LINE = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ADDRESS = Pattern.compile("live page +(http://127.0.0.1:\\d+/)");

  private final CountDownLatch ended = new CountDownLatch(1);
  @TempDir Path folder;
  private TestDatabase database;
  private ScriptedServer server;

  /** The first chat goes well; the others fail when the database has failed, and the run ends. */
  @BeforeEach
  void targets() throws IOException {
    database = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
    String said = JSON.writeValueAsString(HOSTILE);
    Script well =
        Script.whole(
            "200 OK",
            "{\"model\":%s,\"choices\":[{\"message\":{\"content\":%s}}]}".formatted(said, said),
            "Content-Type: application/json");
    Script bad = Script.whole("500 Oops", "{\"error\":{\"message\":%s}}".formatted(said));
    server = ScriptedChats.server(1, well, Script.SILENCE.await(ended).then(bad));
    Map<String, String> settings = new HashMap<>();
    settings.put("chat.baseUrl", server.url("").toString());
    settings.put("chat.assistantId", "7");
    settings.put("chat.auth", "false");
    settings.put("chat.model", HOSTILE);
    settings.put("chat.prompt", HOSTILE);
    settings.put("chat.systemPrompt", HOSTILE);
    settings.put("chat.streamPercent", "0");
    settings.put("chat.vus", "2");
    settings.put("chat.duration", "10m");
    settings.put("db.url", database.url());
    settings.put("db.user", database.user());
    settings.put("db.seconds", "10m");
    settings.put("db.thinkTime", "50ms");
    settings.put("load.warmup", "0");
    settings.put("run.failFast", "true");
    settings.put("output.json", "out/output.json");
    settings.put("output.csv", "out/runs.csv");
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      lines.add(setting.getKey() + " = " + JSON.writeValueAsString(setting.getValue()));
    }
    Path conf = Files.createDirectories(folder.resolve("user-files/conf"));
    Files.write(conf.resolve("tidemark.conf"), lines);
  }

  @AfterEach
  void end() throws Exception {
    ended.countDown();
    server.close();
    database.close();
  }

  private ForkedRun start(Map<String, String> settings) {
    Map<String, String> environment =
        Map.of("GITHUB_STEP_SUMMARY", folder.resolve("step.md").toString());
    return ForkedRun.start(FullStackSimulation.class, folder, settings, environment);
  }

  private void failTheDatabase() throws SQLException {
    ForkedRun.until("a chat went well", () -> lines("responses.jsonl").findAny().isPresent());
    database.execute(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN"
            + " RAISE EXCEPTION USING MESSAGE = $t$"
            + HOSTILE
            + "$t$; END $f$",
        "CREATE TRIGGER refusing BEFORE INSERT ON tidemark_transfer FOR EACH ROW"
            + " EXECUTE FUNCTION refuse()");
    ForkedRun.until("the crash log is written", () -> crashLog().findAny().isPresent());
  }

  private Path latest() {
    return folder.resolve("target/tidemark/latest");
  }

  private Stream<String> lines(String file) {
    Path path = latest().resolve(file);
    try {
      return Files.exists(path) ? Files.readAllLines(path).stream() : Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<Path> crashLog() {
    try (Stream<Path> files = Files.list(latest())) {
      return files.filter(file -> file.toString().endsWith(".log")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void nothingIsObeyedByWhoeverReadsAFile() throws Exception {
    try (ForkedRun run = start(Map.of())) {
      failTheDatabase();
      ended.countDown();
      assertThat(run.exitCode()).isNotZero();

      assertText(run.console(), SEEN, LONGEST_LINE);
      assertText(Files.readString(crashLog().findFirst().orElseThrow()), "<script>", 200_100);
      assertText(text("summary.json"), SEEN, 20_100);
      assertText(text("junit.xml"), "&lt;script", 20_100);
      assertText(text("summary.md"), "\\<script", 20_100);
      assertThat(folder.resolve("step.md")).content().isEqualTo("\n" + text("summary.md"));
      assertThat(text("report.html")).contains(SEEN);
      assertThat(run.filesWith("<script>owned"))
          .as("what a browser takes for a page, Gatling's report too")
          .noneMatch(file -> file.toString().matches(".*\\.(html|js|md|xml)"));
      assertXml();
      assertResponses(run.responses());
      assertResponses(JSON.readTree(folder.resolve("out/output.json").toFile()).at("/raw_results"));
      assertTable(Files.readString(folder.resolve("out/runs.csv")));
      for (Path large : filesOver(1 << 20)) {
        assertThat(large.toString()).as("what holds a megabyte").contains("user-files");
      }
    }
  }

  private String text(String file) throws IOException {
    return Files.readString(latest().resolve(file));
  }

  /** It is in there, and neither turns the direction nor moves a cursor. */
  private static void assertText(String text, String seen, int longestLine) {
    assertThat(text).contains(seen);
    assertThat(text.replaceAll("[\\n\\t]", "")).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}]");
    assertThat(text.lines().mapToInt(String::length).max().orElse(0)).isLessThan(longestLine);
  }

  private void assertXml() throws Exception {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(latest().resolve("junit.xml").toFile());
  }

  /** As it came, as JSON has it, and cut. */
  private static void assertResponses(Iterable<JsonNode> lines) {
    assertThat(lines)
        .anySatisfy(
            line -> {
              assertThat(line.at("/response_text").asText())
                  .isEqualTo(HOSTILE.substring(0, 10_000));
              assertThat(line.at("/response_truncated").asBoolean()).isTrue();
            })
        .anyMatch(line -> line.at("/status_code").asInt() == 500)
        .allSatisfy(line -> assertThat(line.at("/model").asText()).hasSizeLessThan(1_000));
  }

  /** Whoever cuts it into lines finds two. */
  private static void assertTable(String table) {
    assertThat(table.lines()).hasSize(2);
    assertText(table, SEEN, LONGEST_LINE);
  }

  private List<Path> filesOver(long bytes) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toFile().length() > bytes)
          .toList();
    }
  }

  @Test
  void nothingIsObeyedByABrowser() throws Exception {
    try (Browser browser = Browser.start();
        ForkedRun run = start(Map.of("run.dashboard", "web"))) {
      run.working();
      Matcher address = ADDRESS.matcher(run.console());
      assertThat(address.find()).isTrue();
      browser.look(1280, false);
      browser.open(URI.create(address.group(1)));
      failTheDatabase();

      ForkedRun.until("it is seen", () -> textOf(browser).contains(SEEN));
      assertPage(browser);
      ended.countDown();
      ForkedRun.until("the verdict comes", () -> !textOf(browser).contains("RUNNING"));
      assertPage(browser);

      assertThat(run.exitCode()).as(run.console()).isNotZero();
      browser.open(latest().toRealPath().resolve("report.html").toUri());
      assertThat(textOf(browser)).contains(SEEN, "FAIL");
      assertPage(browser);
    }
  }

  private static void assertPage(Browser browser) throws IOException {
    assertThat(browser.script("return typeof owned").asText()).isEqualTo("undefined");
    assertThat(browser.script("return document.querySelectorAll('img').length").asInt()).isZero();
    assertThat(browser.script("return document.documentElement.scrollWidth").asInt())
        .isEqualTo(1280);
    assertThat(textOf(browser)).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}&&[^\\n\\t]]");
    assertThat(browser.console()).isEmpty();
  }

  private static String textOf(Browser browser) {
    try {
      return browser.script("return document.body.innerText").textValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void nothingIsObeyedByATerminal() throws Exception {
    assumeTrue(Tmux.isThere(), "tmux is not installed");
    try (Tmux terminal = Tmux.open(folder, 100, 30)) {
      String command = String.join("' '", ForkedRun.command(FullStackSimulation.class, Map.of()));
      Files.writeString(folder.resolve("run.sh"), "exec '" + command + "'\n");
      terminal.type("sh run.sh; echo ended-$?");
      terminal.awaitLine("run 0:");
      failTheDatabase();

      terminal.awaitLine(SEEN);
      assertThat(terminal.screen().get(0)).startsWith(" Tidemark  FullStackSimulation");
      assertThat(terminal.screen()).anyMatch(line -> line.startsWith(" TOTAL "));
      ended.countDown();
      terminal.awaitLine("ended-\\d");

      assertThat(terminal.everything()).contains(" FAIL  stopped: fail-fast: ", SEEN);
      assertThat(terminal.title()).doesNotContain("owned");
    }
  }
}
