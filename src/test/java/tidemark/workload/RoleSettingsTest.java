package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;

/** What the settings make of the roles. */
class RoleSettingsTest {
  /** Settings given by -D alone, whatever lies in the working folder. */
  private static RoleSettings settings(String... keysAndValues) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    try {
      Path empty = Files.createTempFile("tidemark", ".env");
      try {
        properties.put("envFile", empty.toString());
        return RoleSettings.from(
            Settings.load("DatabaseRolesSimulation", properties, Map.of(), Path.of("none.conf")));
      } finally {
        Files.delete(empty);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void withoutSettingsThereAre3UsersOfEachRole() {
    RoleSettings settings = settings();

    assertThat(settings)
        .isEqualTo(
            new RoleSettings(
                1,
                Map.of(
                    Role.INSERTER, 3,
                    Role.TRANSFERRER, 3,
                    Role.READER, 3,
                    Role.CHECKER, 3,
                    Role.DELETER, 3),
                Duration.ZERO,
                10_000,
                20,
                LockOrder.PICKED));
    assertThat(settings.allUsers()).isEqualTo(15);
  }

  @Test
  void everySettingIsRead() {
    RoleSettings settings =
        settings(
            "run.seed", "99",
            "db.thinkTime", "250ms",
            "db.accountsMax", "0",
            "db.batchSize", "7",
            "db.lockOrder", "id");

    assertThat(settings.seed()).isEqualTo(99);
    assertThat(settings.thinkTime()).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.accountsMax()).isZero();
    assertThat(settings.batchSize()).isEqualTo(7);
    assertThat(settings.lockOrder()).isEqualTo(LockOrder.ID);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 1, 3",
    "3, 2, 6",
    "3, 0.5, 2",
    "4, 0.5, 2",
    "10, 0.01, 1",
    "1, 100, 100",
    "100, 1.1, 110"
  })
  void aWeightMultipliesTheWorkersAndRoundsUp(String workers, String weight, int users) {
    RoleSettings settings = settings("db.workers", workers, "db.weight.checker", weight);

    assertThat(settings.users()).containsEntry(Role.CHECKER, users);
    assertThat(settings.users()).containsEntry(Role.READER, Integer.parseInt(workers));
    assertThat(settings.allUsers()).isEqualTo(4 * Integer.parseInt(workers) + users);
  }

  @Property(tries = 200)
  void noUserIsThereByRounding(
      @ForAll @IntRange(min = 1, max = 10_000) int workers,
      @ForAll @BigRange(min = "0.01", max = "100") @Scale(2) BigDecimal weight) {
    int users =
        weight.multiply(BigDecimal.valueOf(workers)).setScale(0, RoundingMode.CEILING).intValue();

    assertThat(
            settings("db.workers", "" + workers, "db.weight.deleter", weight.toPlainString())
                .users())
        .containsEntry(Role.DELETER, users);
  }

  @Test
  void weight0LeavesARoleOut() {
    RoleSettings settings = settings("db.weight.deleter", "0", "db.weight.inserter", "0");

    assertThat(settings.users()).containsEntry(Role.DELETER, 0).containsEntry(Role.INSERTER, 0);
    assertThat(settings.allUsers()).isEqualTo(9);
  }

  @Test
  void leavingAllRolesOutIsRefused() {
    assertThatThrownBy(
            () ->
                settings(
                    "db.weight.inserter", "0",
                    "db.weight.transferrer", "0",
                    "db.weight.reader", "0",
                    "db.weight.checker", "0",
                    "db.weight.deleter", "0.0"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "db.weight.inserter = 0 is refused (from -Ddb.weight.inserter); allowed: a weight above"
                + " 0 for at least one role");
  }
}
