package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;

class DestructiveSwitchTest {
  private static final String SECRET = "?password=hidden";

  private static void require(String on, String url, String target) {
    Settings settings = settings(on, url, target);
    DestructiveSwitch.require(settings, DatabaseSettings.from(settings));
  }

  private static Settings settings(String on, String url, String target) {
    return Settings.load(
        "DiskFullSimulation",
        Map.of("run.destructive", on, "db.url", url, "run.destructiveTarget", target),
        Map.of(),
        Path.of("no", "such", "file"));
  }

  @ParameterizedTest
  @CsvSource({
    "false, embedded, '', true",
    "true, jdbc:postgresql://db.example.com/bank, db.example.com/bank, true",
    "false, jdbc:postgresql://db.example.com/bank, db.example.com/bank, false",
    "true, jdbc:postgresql://db.example.com/bank, db.example.com/shop, false",
  })
  void allIsTakenOfWhatIsOursOrNamed(String on, String url, String target, boolean all) {
    Settings settings = settings(on, url, target);

    assertThat(DestructiveSwitch.takesAll(settings, DatabaseSettings.from(settings)))
        .isEqualTo(all);
  }

  @Test
  void itIsOffUnlessItIsSwitchedOn() {
    assertThatThrownBy(() -> require("false", "embedded", ""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("run.destructive = false", "allowed: true")
        .hasMessageNotContaining("\n");
    assertThatCode(() -> require("true", "embedded", "")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.example.com:5433/bank, jdbc:postgresql://db.example.com:5433/bank",
    "jdbc:postgresql://db.example.com:5433/bank, db.example.com:5433/bank",
    "jdbc:postgresql:bank, bank",
    "jdbc:sqlite:data/bank.sqlite, jdbc:sqlite:data/bank.sqlite",
    "jdbc:sqlite:data/bank.sqlite, data/bank.sqlite",
    "jdbc:sqlite:file:/data/bank.sqlite, /data/bank.sqlite",
  })
  void whoNamesTheTargetAgainMayGoOn(String url, String target) {
    assertThatCode(() -> require("true", url, target)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.example.com/bank, ''",
    "jdbc:postgresql://db.example.com/bank, db.example.com",
    "jdbc:postgresql://db.example.com:5433/bank, db.example.com/bank",
    "jdbc:postgresql://db.example.com/bank, db.example.com/ban",
    "jdbc:sqlite:bank.sqlite, embedded",
  })
  void anotherTargetIsRefused(String url, String target) {
    assertThatThrownBy(() -> require("true", url + SECRET, target))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("run.destructiveTarget = " + target, "named again: " + url)
        .hasMessageNotContainingAny("hidden", "\n");
  }
}
