package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.connection.KilledWhileIdle;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;

class ConnectionCasesTest {
  @TempDir Path folder;

  private CaseList list(Map<String, String> properties) {
    Settings settings =
        Settings.load(
            "ConnectionExhaustionSimulation", properties, Map.of(), folder.resolve("none.conf"));
    return ConnectionCases.of(settings, DatabaseSettings.from(settings));
  }

  @Test
  void everyPoolIsACaseAndAllNamesBeginWithTheirGroup() {
    assertThat(list(Map.of()).cases())
        .extracting(Case::name)
        .allMatch(name -> name.startsWith("connection-"))
        .contains("connection-limit-5", "connection-limit-10", "connection-limit-20")
        .hasSize(10);
    assertThat(list(Map.of("db.pool.limits", " 3, 2")).cases())
        .extracting(Case::name)
        .startsWith("connection-limit-3", "connection-limit-2", "connection-timeout");
  }

  @Test
  void commitsAreTriedAgainAsOftenAsThoseOfTheRoles() {
    assertThat(list(Map.of("db.retries", "7")).cases())
        .filteredOn(KilledWhileIdle.class::isInstance)
        .map(one -> ((KilledWhileIdle) one).place().retries())
        .containsExactly(7);
  }

  @ParameterizedTest
  @CsvSource({
    "db.pool.limits, ''",
    "db.pool.limits, '5,'",
    "db.pool.limits, '5,five'",
    "db.pool.limits, '1'",
    "db.pool.limits, '5,51'",
    "db.pool.limits, '5,5'",
    "db.pool.limits, '2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22'",
    "db.pool.acquireTimeout, 11s",
  })
  void aBadValueIsRefused(String key, String value) {
    assertThatThrownBy(() -> list(Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(key + " = ")
        .hasMessageContaining("allowed: ");
  }
}
