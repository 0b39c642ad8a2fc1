package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No message holds a secret, whatever was wrong. */
class SecretsTest {
  private static final String SECRET = "hunter2";

  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder);
  }

  @Test
  void aPasswordThatIsRefused() {
    Settings settings = places.property("db.password", SECRET).load();

    assertThat(settings.refuse("db.password", "none, for SQLite"))
        .hasMessageContaining("db.password = *** is refused");
  }

  @Test
  void aUrlThatIsRefused() {
    String url = "jdbc:postgresql://me:%s@host/db?password=%s".formatted(SECRET, SECRET);
    Settings settings = places.property("db.url", url).load();

    assertThat(settings.refuse("db.url", "embedded"))
        .hasMessageStartingWith("db.url = jdbc:postgresql://host/db is refused");
  }

  @Test
  void whatIsShownOfAllSettings() {
    Settings settings =
        places
            .property("db.password", SECRET)
            .property(
                "db.url", "jdbc:postgresql://me:%s@host/db?password=%s".formatted(SECRET, SECRET))
            .variable("JWT_TOKEN", SECRET)
            .load();

    assertThat(settings.all())
        .contains(
            new Setting("db.password", "***", "-Ddb.password", true),
            new Setting("db.url", "jdbc:postgresql://host/db", "-Ddb.url", true),
            new Setting("chat.authToken", "***", "environment JWT_TOKEN", true))
        .noneMatch(setting -> setting.toString().contains(SECRET));
    assertThat(settings.all().stream().filter(Setting::given)).hasSize(3);
  }

  @Test
  void aPropertyWhoseNameIsMistyped() {
    places.property("db.pasword", SECRET);

    assertThat(places.refusal()).contains("db.pasword").doesNotContain(SECRET);
  }

  @Test
  void aVariableWhoseNameIsMistyped() {
    places.variable("TIDEMARK_DB_PASWORD", SECRET);

    assertThat(places.refusal()).contains("TIDEMARK_DB_PASWORD").doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TIDEMARK_DB_PASSWORD hunter2", "TIDEMARK_DB_PASWORD=hunter2"})
  void aDotEnvThatIsRefused(String line) {
    places.dotEnv(line);

    assertThat(places.refusal()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.password = [hunter2]",
        "db.pasword = hunter2",
        "db.password = {hunter2",
        "db.password = a,hunter2",
        "db.password = a$hunter2"
      })
  void aConfThatIsRefused(String line) {
    places.conf(line);

    assertThat(places.refusal()).doesNotContain(SECRET);
  }
}
