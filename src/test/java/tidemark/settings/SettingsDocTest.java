package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SettingsDocTest {
  @Test
  void thePageSaysWhatTheDefaultsFileSays() throws IOException {
    if ("write".equals(System.getProperty("settings.doc"))) {
      SettingsDoc.main(new String[0]);
    }

    assertThat(Files.readString(SettingsDoc.FILE))
        .as("%s is old; to write it anew: %s", SettingsDoc.FILE, SettingsDoc.COMMAND)
        .isEqualTo(SettingsDoc.markdown(new Catalog()));
  }

  @Test
  void aKeyIsARowOfItsGroup() {
    String page =
        page(
            """
            b { c {
              # What it | is.
              # @type none | decimal 0..100
              # @env MINE !NOT_MINE
              ratePercent = none
            } }
            """);

    assertThat(page)
        .endsWith(
            """

            ## b

            | key | what | allowed | default | environment |
            |---|---|---|---|---|
            | `b.c.ratePercent` | What it \\| is. | `none \\| decimal 0..100 %` | `none` | `MINE`, `!NOT_MINE`, `TIDEMARK_B_C_RATE_PERCENT` |
            """);
  }

  @Test
  void aKeyWithoutTextHasThatOfItsGroup() {
    String page = page("# Of all.\na { b {\n # @type text\n c = \"\"\n } }");

    assertThat(page).contains("| `a.b.c` | Of all. | `text` | `\"\"` | `TIDEMARK_A_B_C` |");
  }

  @Test
  void everyTopLevelGroupHasATable() {
    String page = page("b {\n # @type text\n x = y\n}\na {\n # @type text\n x = y\n}");

    assertThat(page).containsSubsequence("\n## a\n", "`a.x`", "\n## b\n", "`b.x`");
  }

  @Test
  void theHeadSaysHowItIsWritten() {
    assertThat(page("")).contains("generated", SettingsDoc.COMMAND);
  }

  private static String page(String defaults) {
    return SettingsDoc.markdown(new Catalog(ConfigFactory.parseString(defaults)));
  }
}
