package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two files that settings may be in: {@code .env} and the user's conf. */
class SettingsFilesTest {
  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder);
  }

  @Test
  void dotEnvHasCommentsQuotesAndVariablesOfOthers() {
    places.dotEnv("# mine", "", "PATH_OF_OTHERS=1", "TIDEMARK_DB_USER=\"a # b\"");

    assertThat(places.load().text("db.user")).isEqualTo("a # b");
  }

  @Test
  void theLastOfTwoLinesOfDotEnvCounts() {
    places.dotEnv("TIDEMARK_DB_WORKERS=4", "TIDEMARK_DB_WORKERS=5");

    assertThat(places.load().integer("db.workers")).isEqualTo(5);
  }

  @Test
  void aDotEnvThatIsNamedMustBeThere() {
    Path absent = folder.resolve("absent.env");
    places.property("envFile", absent.toString());

    assertThat(places.refusal())
        .isEqualTo(
            "envFile = %s is refused (from -DenvFile); allowed: a file that can be read"
                .formatted(absent));
  }

  @Test
  void aFolderIsNoDotEnv() {
    places.property("envFile", folder.toString());

    assertThat(places.refusal()).endsWith("allowed: a file that can be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no equals sign", "= 5", "export TIDEMARK_DB_WORKERS=5", "A=\"a\"b\""})
  void aGarbledDotEnvIsRefused(String line) {
    places.dotEnv(line);

    assertThat(places.refusal())
        .isEqualTo(
            "envFile = %s is refused (from -DenvFile); allowed: lines NAME=value"
                .formatted(folder.resolve("test.env")));
  }

  @Test
  void aDotEnvThatIsNoTextIsRefused() throws IOException {
    Files.write(folder.resolve("test.env"), new byte[] {'A', '=', (byte) 0xff, (byte) 0xfe});

    assertThat(places.refusal()).endsWith("allowed: lines NAME=value");
  }

  @Test
  void withoutConfOfTheUserTheRestHolds() {
    assertThat(folder.resolve("tidemark.conf")).doesNotExist();

    assertThat(places.load().integer("db.workers")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"db {", "db.workers = ${NOBODY_HAS_THIS}", "db.user = a{b"})
  void aConfThatCannotBeUnderstoodIsRefusedWithItsLine(String line) {
    places.conf("# mine", line);

    assertThat(places.refusal())
        .matches(
            "%s line [23] cannot be understood; .*".formatted(folder.resolve("tidemark.conf")));
  }

  @Test
  void aFolderIsNoConf() throws IOException {
    Files.createDirectory(folder.resolve("tidemark.conf"));

    assertThat(places.refusal())
        .isEqualTo("%s is no file that can be read".formatted(folder.resolve("tidemark.conf")));
  }
}
