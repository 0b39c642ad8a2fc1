package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others say again of what they were told in confidence. */
class HiddenSecretsTest {
  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "db.password, hunter2, refused: hunter2!, refused: ***!",
    "chat.authToken, tk-12345678, tk-12345678tk-12345678, ******",
    "db.url, jdbc:postgresql://h/d?ssl=true&password=a%40b, user a@b or a%40b, user *** or ***",
    "db.url, jdbc:postgresql://h/d?sslpassword=hunter2&user=me, me: hunter2, me: ***",
    "chat.baseUrl, http://me:hunter2@host/v1, hunter2 at host, *** at host",
    "chat.extraBody, {api_key: sk-12345678}, no sk-12345678 here, no *** here",
    "chat.extraBody, {\"auth\": \"none\"}, none is hidden, none is hidden",
    "db.password, hunter2, ends with hunt…, ends with ***…",
    "db.password, hunter2, hunt is no secret, hunt is no secret",
  })
  void areHidden(String key, String value, String said, String shown) {
    assertThat(places.property(key, value).load().secrets().hide(said)).isEqualTo(shown);
  }

  @Test
  void theLongerOneFirst() {
    Secrets secrets =
        places
            .property("db.password", "hunter")
            .property("chat.authToken", "hunter2")
            .load()
            .secrets();

    assertThat(secrets.hide("hunter2 hunter")).isEqualTo("*** ***");
  }

  @Test
  void withoutAnyNothingIsHidden() {
    assertThat(places.load().secrets().hide("password=")).isEqualTo("password=");
  }
}
