package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.settings.Places;

class OutputSettingsTest {
  private static final List<String> KEYS = List.of("output.json", "output.responses", "output.csv");

  private static final int LONGEST_NAME = 255;

  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder).of("ChatBaselineSimulation");
  }

  private OutputSettings outputs() {
    return OutputSettings.from(places.load());
  }

  @Test
  void withoutSettingsThereIsNone() {
    assertThat(outputs())
        .isEqualTo(new OutputSettings(Optional.empty(), Optional.empty(), Optional.empty(), true));
  }

  @Test
  void whatCannotBeThereYetIsMadeRoomForAndNotLeft() {
    Path json = folder.resolve("new/deep/summary.json");
    Path responses = folder.resolve("r.jsonl");
    places
        .property("output.json", json.toString())
        .property("output.responses", responses.toString())
        .property("output.rawResults", "false");

    assertThat(outputs())
        .isEqualTo(
            new OutputSettings(Optional.of(json), Optional.of(responses), Optional.empty(), false));
    assertThat(json).doesNotExist();
    assertThat(json.getParent()).isDirectory();
    assertThat(responses).doesNotExist();
  }

  @Test
  void whatIsThereStays() throws IOException {
    Path csv = Files.writeString(folder.resolve("runs.csv"), "a,b\n");
    places.property("output.csv", csv.toString());

    assertThat(outputs().csv()).contains(csv);
    assertThat(csv).hasContent("a,b\n");
  }

  @Test
  void aLinkToAFolderIsAFolder() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    places.property("output.csv", link.resolve("runs.csv").toString());

    assertThat(outputs().csv()).contains(link.resolve("runs.csv"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file/below.json", "nul\0"})
  void whatCannotBeWrittenIsRefused(String name) throws IOException {
    Files.writeString(folder.resolve("file"), "");
    for (String key : KEYS) {
      places.property(key, folder + "/" + name);

      assertThat(places.refusal(OutputSettings::from))
          .startsWith(key + " = " + folder)
          .endsWith(" is refused (from -D%s); allowed: a file that can be written".formatted(key));
      places.without(key);
    }
  }

  /** The summary is written anew beside the old one; here there is no name for that. */
  @Test
  void aSummaryThatCouldNotBeReplacedIsRefused() throws IOException {
    Path json = Files.writeString(folder.resolve("x".repeat(LONGEST_NAME)), "old");
    places.property("output.json", json.toString());

    assertThat(places.refusal(OutputSettings::from))
        .endsWith("allowed: a file that can be written");
    assertThat(json).hasContent("old");
  }

  @Test
  void aDeviceIsNoSummary() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device));
    places.property("output.json", device.toString());

    assertThat(places.refusal(OutputSettings::from))
        .endsWith("allowed: a file that can be written");
  }

  @Test
  void twoThingsNeedTwoFiles() {
    places
        .property("output.json", folder.resolve("a").toString())
        .property("output.csv", folder.resolve("x/../a").toString());

    assertThat(places.refusal(OutputSettings::from))
        .startsWith("output.csv = ")
        .endsWith("allowed: a file of its own");
  }
}
