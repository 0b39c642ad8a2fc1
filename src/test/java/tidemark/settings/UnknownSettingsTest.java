package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody knows is refused in one line that names it and what may have been meant. */
class UnknownSettingsTest {
  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "db.wrokers, db.workers",
    "bd.workers, db.workers",
    "DB.workers, db.workers",
    "db.pool.size, db.pool.max",
    "gate.p95Milis, gate.p95Millis",
    "load.warmUp, load.warmup",
    "runn.seed, run.seed",
    "db, db.url",
    "run, run.dir",
    "load, load.warmup",
    "gate, gate.p95Millis",
    "db.pool, db.pool.max",
    "gate.roles.reader, gate.roles.reader.p95Millis",
    "DatabaseRolesSimulation.db.workers, db.workers"
  })
  void property(String written, String meant) {
    places.property(written, "5");

    assertThat(places.refusal())
        .isEqualTo(
            "%s is not a setting (from -D%s); did you mean %s?".formatted(written, written, meant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "output", "target"})
  void groupThatHasNoKeyYet(String written) {
    places.property(written, "5");

    assertThat(places.refusal()).startsWith(written + " is not a setting (from -D" + written);
  }

  @ParameterizedTest
  @CsvSource({
    "TIDEMARK_DB_WORKER, TIDEMARK_DB_WORKERS",
    "TIDEMARK_DB_POOL_AQUIRE_TIMEOUT, TIDEMARK_DB_POOL_ACQUIRE_TIMEOUT",
    "TIDEMARK_DB_SQLITE_JOURNALMODE, TIDEMARK_DB_SQLITE_JOURNAL_MODE"
  })
  void variable(String written, String meant) {
    places.variable(written, "5");

    assertThat(places.refusal())
        .isEqualTo(
            "%s is not a setting (from environment); did you mean %s?".formatted(written, meant));
  }

  @Test
  void lineOfDotEnv() {
    places.dotEnv("TIDEMARK_DB_WORKER=5");

    assertThat(places.refusal())
        .isEqualTo(
            "TIDEMARK_DB_WORKER is not a setting (from %s); did you mean TIDEMARK_DB_WORKERS?"
                .formatted(folder.resolve("test.env")));
  }

  @Test
  void lineOfTheUsersConf() {
    places.conf("db {", "  wrokers = 5", "}");

    assertThat(places.refusal())
        .isEqualTo(
            "db.wrokers is not a setting (from %s line 2); did you mean db.workers?"
                .formatted(folder.resolve("tidemark.conf")));
  }

  @Test
  void lineOfASimulationsBlock() {
    places.conf("DatabaseRolesSimulation {", "  db.wrokers = 5", "}");

    assertThat(places.refusal())
        .contains("db.wrokers is not a setting", "line 2", "did you mean db.workers?");
  }

  @Test
  void lineOfAnotherSimulationsBlock() {
    places.conf("ChatBaselineSimulation.db.wrokers = 5");

    assertThat(places.refusal()).contains("db.wrokers is not a setting");
  }

  @Test
  void blockOfASimulationWhoseNameIsMistyped() {
    places.conf("DatabseRolesSimulation {", "  db.workers = 5", "}");

    assertThat(places.refusal())
        .contains("DatabseRolesSimulation", "line 2", "did you mean DatabaseRolesSimulation?");
  }

  @Test
  void somethingBelowASetting() {
    places.conf("db.workers.of.inserters = 5");

    assertThat(places.refusal()).startsWith("db.workers.of.inserters is not a setting");
  }
}
