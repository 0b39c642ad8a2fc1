package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that cannot be used is refused in one line: key, value, what is allowed, from where. */
class RefusedValuesTest {
  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"three", "0", "-1", "10001", "3.0", "3x", "1e3", "99999999999999999999"})
  void anIntegerThatIsNoneOrOutOfRange(String value) {
    places.property("db.workers", value);

    assertThat(places.refusal())
        .isEqualTo(
            "db.workers = %s is refused (from -Ddb.workers); allowed: integer 1..10000"
                .formatted(value));
  }

  @ParameterizedTest
  @CsvSource({
    "db.seconds, soon, duration 1s..24h",
    "db.seconds, 999ms, duration 1s..24h",
    "db.seconds, 25h, duration 1s..24h",
    "db.seconds, 5 parsecs, duration 1s..24h",
    "db.seconds, -10, duration 1s..24h",
    "gate.errorRatePercent, 100.5, none | decimal 0..100",
    "gate.errorRatePercent, NaN, none | decimal 0..100",
    "gate.errorRatePercent, 5d, none | decimal 0..100",
    "gate.errorRatePercent, null, none | decimal 0..100",
    "db.keep, yes, true | false",
    "db.keep, TRUE, true | false",
    "db.backend, mysql, auto | sqlite | postgresql",
    "db.pool.max, 0, auto | integer 1..1000"
  })
  void aValueThatIsNotOfItsType(String key, String value, String allowed) {
    places.property(key, value);

    assertThat(places.refusal())
        .isEqualTo(
            "%s = %s is refused (from -D%s); allowed: %s".formatted(key, value, key, allowed));
  }

  @Test
  void nothingIsShownAsNothing() {
    places.property("db.workers", "");

    assertThat(places.refusal()).startsWith("db.workers = \"\" is refused");
  }

  @Test
  void aValueOfManyLinesIsShownInOne() {
    places.property("db.workers", "3\n4\r\n5");

    assertThat(places.refusal()).startsWith("db.workers = 3 4 5 is refused");
  }

  @Test
  void theVariableIsNamed() {
    places.variable("TIDEMARK_DB_WORKERS", "0");

    assertThat(places.refusal())
        .contains("db.workers = 0 is refused (from environment TIDEMARK_DB_WORKERS); allowed:");
  }

  @Test
  void theLineOfDotEnvIsNamed() {
    places.dotEnv("TIDEMARK_DB_WORKERS=0");

    assertThat(places.refusal())
        .contains("(from %s TIDEMARK_DB_WORKERS)".formatted(folder.resolve("test.env")));
  }

  @Test
  void theLineOfTheUsersConfIsNamed() {
    places.conf("# mine", "db.workers = 0");

    assertThat(places.refusal())
        .contains("(from %s line 2)".formatted(folder.resolve("tidemark.conf")));
  }

  @Test
  void aListIsNoValue() {
    places.conf("run.dir = [a, b]");

    assertThat(places.refusal())
        .isEqualTo(
            "run.dir = [a, b] is refused (from %s line 1); allowed: text"
                .formatted(folder.resolve("tidemark.conf")));
  }

  @Test
  void aValueThatAStrongerPlaceHidesIsNotLookedAt() {
    places.property("db.workers", "5").variable("TIDEMARK_DB_WORKERS", "three");

    assertThat(places.load().integer("db.workers")).isEqualTo(5);
  }

  @Test
  void aValueThatDoesNotGoWithTheRestIsRefusedAlike() {
    Settings settings = places.property("db.backend", "sqlite").load();

    assertThat(settings.refuse("db.backend", "auto or postgresql"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "db.backend = sqlite is refused (from -Ddb.backend); allowed: auto or postgresql");
  }
}
