package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that other tools of a chat backend use too. */
class ForeignVariablesTest {
  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder).of("ChatBaselineSimulation");
  }

  @ParameterizedTest
  @CsvSource({
    "API_BASE_URL, chat.baseUrl, http://host",
    "MOCK_OPENAI_BASE_URL, chat.baseUrl, http://host",
    "JWT_TOKEN, chat.authToken, abc",
    "ASSISTANT_ID, chat.assistantId, 7",
    "STRESS_PROMPT, chat.prompt, Hi",
    "EMBEDDINGS_CONFIG_URL, chat.embeddings.configUrl, http://host",
    "KB_EMBEDDINGS_CONFIG_URL, chat.embeddings.configUrl, http://host",
    "EMBEDDINGS_CONFIG_TOKEN, chat.embeddings.configToken, abc",
    "KB_EMBEDDINGS_CONFIG_TOKEN, chat.embeddings.configToken, abc",
    "KB_API_KEY, chat.embeddings.configToken, abc",
    "KB_SERVER_API_KEY, chat.embeddings.configToken, abc"
  })
  void setAKey(String name, String key, String value) {
    assertThat(places.variable(name, value).load().text(key)).isEqualTo(value);
    places.without(name);
    assertThat(places.dotEnv(name + "=" + value).load().text(key)).isEqualTo(value);
  }

  @Test
  void setANumber() {
    places.variable("RESPONSE_BODY_MAX_CHARS", "500");

    assertThat(places.load().integer("chat.responseMaxChars")).isEqualTo(500);
  }

  @Test
  void theFirstThatIsSetWins() {
    places
        .variable("API_BASE_URL", "http://api")
        .variable("MOCK_OPENAI_BASE_URL", "http://mock")
        .variable("KB_API_KEY", "third")
        .variable("KB_SERVER_API_KEY", "fourth");

    assertThat(places.load().text("chat.baseUrl")).isEqualTo("http://mock");
    assertThat(places.load().text("chat.embeddings.configToken")).isEqualTo("third");
  }

  /** A default run stays on this machine, whatever a shell exports. */
  @Test
  void aPinnedKeyDoesNotListen() {
    places
        .of("FullStackSimulation")
        .variable("API_BASE_URL", "http://api")
        .variable("TIDEMARK_CHAT_BASE_URL", "http://api")
        .variable("ASSISTANT_ID", "7")
        .dotEnv("MOCK_OPENAI_BASE_URL=http://mock");
    assertThat(places.load().text("chat.baseUrl")).isEqualTo("embedded");
    assertThat(places.load().text("chat.assistantId")).isEqualTo("7");

    places.conf("chat.baseUrl = \"http://conf\"");
    assertThat(places.load().text("chat.baseUrl")).isEqualTo("http://conf");
    places.property("chat.baseUrl", "http://property");
    assertThat(places.load().text("chat.baseUrl")).isEqualTo("http://property");
  }

  @Test
  void anEmptyOneIsNotGiven() {
    places
        .variable("MOCK_OPENAI_BASE_URL", " ")
        .variable("API_BASE_URL", "http://api")
        .variable("RESPONSE_BODY_MAX_CHARS", "")
        .variable("NO_SERVER_CHECK", "");

    assertThat(places.load().text("chat.baseUrl")).isEqualTo("http://api");
    assertThat(places.load().integer("chat.responseMaxChars")).isEqualTo(10_000);
    assertThat(places.load().flag("chat.check")).isTrue();
  }

  @Test
  void anEmptyOneOfTidemarksOwnIsGiven() {
    places.variable("TIDEMARK_CHAT_VUS", "");

    assertThat(places.refusal())
        .startsWith("chat.vus = \"\" is refused (from environment TIDEMARK_CHAT_VUS)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "TRUE", "yes", "Yes", " 1 "})
  void noServerCheckSwitchesOff(String value) {
    assertThat(places.variable("NO_SERVER_CHECK", value).load().flag("chat.check")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "false", "no"})
  void orDoesNot(String value) {
    assertThat(places.variable("NO_SERVER_CHECK", value).load().flag("chat.check")).isTrue();
  }

  @Test
  void orIsRefused() {
    places.variable("NO_SERVER_CHECK", "maybe");

    assertThat(places.refusal())
        .isEqualTo(
            "chat.check = maybe is refused (from environment NO_SERVER_CHECK);"
                + " allowed: true | false");
  }

  @Test
  void aStrongerPlaceWins() {
    places.variable("NO_SERVER_CHECK", "1").property("chat.check", "true");

    assertThat(places.load().flag("chat.check")).isTrue();
  }
}
