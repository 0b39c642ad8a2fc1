package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tidemark.report.JunitXml;
import tidemark.settings.Settings;

/** What docs/ci shows can be done, with files that a run leaves. */
class CiExamplesTest {
  private static final Path EXAMPLES = Path.of("docs", "ci");
  private static final Pattern SIMULATION = Pattern.compile("-Dgatling\\.simulationClass=(\\S+)");
  private static final Pattern SETTING = Pattern.compile("-D((?!gatling)[a-z][\\w.]*)=(\\S+)");

  @TempDir Path folder;

  private static JsonNode yaml(String example) throws IOException {
    Object read =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(EXAMPLES.resolve(example)));
    return new ObjectMapper().valueToTree(read);
  }

  @ParameterizedTest
  @CsvSource({"github-actions.yml, /jobs/load/steps/2/run", "gitlab-ci.yml, /load/script/0"})
  void theCommandIsOneThatRuns(String example, String command) throws Exception {
    String text = yaml(example).at(command).asText();
    Matcher simulation = SIMULATION.matcher(text);
    assertThat(simulation.find()).isTrue();
    Class<?> named = Class.forName(simulation.group(1));
    Map<String, String> properties = new HashMap<>();
    SETTING.matcher(text).results().forEach(one -> properties.put(one.group(1), one.group(2)));

    assertThat(properties).isNotEmpty();
    Settings.load(named.getSimpleName(), properties, Map.of(), folder.resolve("none.conf"));
  }

  @Test
  void gitHubGetsWhatThereIs() throws IOException {
    JsonNode yaml = yaml("github-actions.yml");
    JsonNode steps = yaml.at("/jobs/load/steps");

    assertThat(yaml.at("/on").isObject()).isTrue();
    assertThat(steps.at("/1/with/cache").asText()).isEqualTo("maven");
    assertReport(steps.at("/3/with/path").asText());
    assertThat(steps.at("/4/with/path").asText().lines()).contains("target/tidemark");
  }

  @Test
  void gitLabGetsWhatThereIs() throws IOException {
    JsonNode job = yaml("gitlab-ci.yml").at("/load");

    assertThat(job.at("/artifacts/when").asText()).isEqualTo("always");
    assertThat(job.at("/cache/paths/0").asText()).isEqualTo(".m2/repository");
    assertReport(job.at("/artifacts/reports/junit").asText());
    assertThat(job.at("/artifacts/paths/0").asText()).isEqualTo("target/tidemark");
  }

  /** Each run's own, and not the newest one's a second time under another name. */
  private static void assertReport(String glob) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    String file = JunitXml.FILE;

    assertThat(Stream.of("FullStackSimulation-20261129-130000", "latest"))
        .filteredOn(run -> matcher.matches(Path.of("target", "tidemark", run, file)))
        .containsExactly("FullStackSimulation-20261129-130000");
  }
}
