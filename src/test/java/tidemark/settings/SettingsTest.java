package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder);
  }

  @Test
  void theStrongestPlaceWins() {
    Catalog catalog =
        new Catalog(
            ConfigFactory.parseString(
                """
                db {
                  # @type integer 1..10
                  workers = 1
                }
                DatabaseRolesSimulation.db.workers = 2
                """));
    assertThat(places.load(catalog).integer("db.workers")).as("block in the defaults").isEqualTo(2);

    places.conf("db.workers = 3");
    assertThat(places.load(catalog).integer("db.workers")).as("user conf").isEqualTo(3);

    places.conf("db.workers = 3", "DatabaseRolesSimulation.db.workers = 4");
    assertThat(places.load(catalog).integer("db.workers")).as("its block").isEqualTo(4);

    places.dotEnv("TIDEMARK_DB_WORKERS=5");
    assertThat(places.load(catalog).integer("db.workers")).as(".env").isEqualTo(5);

    places.variable("TIDEMARK_DB_WORKERS", "6");
    assertThat(places.load(catalog).integer("db.workers")).as("environment").isEqualTo(6);

    places.property("db.workers", "7");
    assertThat(places.load(catalog).integer("db.workers")).as("-D").isEqualTo(7);
  }

  @Test
  void whatNobodyGivesIsTheDefault() {
    Settings settings = places.load();

    assertThat(settings.integer("db.workers")).isEqualTo(3);
    assertThat(settings.duration("db.seconds")).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.decimal("gate.errorRatePercent")).isEqualTo(5);
    assertThat(settings.flag("db.keep")).isFalse();
    assertThat(settings.text("db.url")).isEqualTo("embedded");
    assertThat(settings.number("run.seed")).isEqualTo(1);
  }

  @Test
  void aBlockOfAnotherSimulationIsLeftAlone() {
    places.conf("ChatBaselineSimulation { db.workers = 9 }");

    assertThat(places.load().integer("db.workers")).isEqualTo(3);
  }

  @Test
  void aValueOfTheUsersConfIsTakenAsItIsWritten() {
    places.conf("db.password = 007", "db.user = 1.10");

    assertThat(places.load().text("db.password")).isEqualTo("007");
    assertThat(places.load().text("db.user")).isEqualTo("1.10");
  }

  @Test
  void theUsersConfMayReferToTheEnvironment() {
    String name = System.getenv().keySet().iterator().next();
    places.conf("run.dir = ${" + name + "}");

    assertThat(places.load().text("run.dir")).isEqualTo(System.getenv(name));
  }

  @ParameterizedTest
  @CsvSource({"10,10000", "+5,5000", "1e1,10000", "1.5,1500", "1500ms,1500", "2m,120000"})
  void aBareNumberForATimeIsSeconds(String written, long millis) {
    places.property("db.seconds", written);

    assertThat(places.load().duration("db.seconds")).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void aWordMayStandForNoValue() {
    places.property("gate.p95Millis", "none").property("db.pool.max", "12");
    Settings settings = places.load();

    assertThat(settings.unless("none", "gate.p95Millis", Double.class)).isEmpty();
    assertThat(settings.unless("auto", "db.pool.max", Long.class)).contains(12L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"java.io.tmpdir", "gatling.simulationClass", "user.dir", "test", "targets", "DB"})
  void propertiesOfOthersAreLeftAlone(String name) {
    places.property(name, "whatever").variable("HOME", "whatever");

    assertThat(places.load().integer("db.workers")).isEqualTo(3);
  }

  @Test
  void noPropertyOfThisJvmIsTakenForATypingError() {
    System.getProperties()
        .stringPropertyNames()
        .forEach(name -> places.property(name, System.getProperty(name)));

    assertThatCode(places::load).doesNotThrowAnyException();
  }

  @Test
  void withoutEnvFileAndDotEnvNothingIsMissing() {
    assumeThat(Files.exists(Path.of(".env"))).as("a .env of the developer").isFalse();
    Path absent = folder.resolve("absent.conf");

    Settings settings = Settings.load(Places.SIMULATION, Map.of(), Map.of(), absent);

    assertThat(settings.integer("db.workers")).isEqualTo(3);
  }

  @Test
  void askingForAKeyThatIsNotThereIsADefect() {
    assertThatThrownBy(() -> places.load().text("db.wrokers"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("db.wrokers");
  }
}
