package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be seen by others is not handed over on a command line. */
class HandoverTest {
  @ParameterizedTest
  @CsvSource({
    "db.workers, 3, db.workers, false",
    "db.password, hunter2, TIDEMARK_DB_PASSWORD, true",
    "chat.authToken, hunter2, JWT_TOKEN, true",
    "db.url, jdbc:postgresql://host/db, db.url, false",
    "db.url, jdbc:postgresql://host/db?password=hunter2, TIDEMARK_DB_URL, true",
    "chat.extraBody, {max_tokens: 5}, chat.extraBody, false",
    "chat.extraBody, {api_key: hunter2}, TIDEMARK_CHAT_EXTRA_BODY, true",
    "chat.baseUrl, http://me:hunter2@host, MOCK_OPENAI_BASE_URL, true",
  })
  void byNameAndValue(String key, String value, String name, boolean secret) {
    assertThat(Handover.of(key, value)).isEqualTo(new Handover(name, secret));
  }

  @Test
  void aKeyThatNobodyKnowsMayBeAMistypedSecret() {
    assertThatThrownBy(() -> Handover.of("db.pasword", "hunter2"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("db.pasword is not a setting; did you mean db.password?");
  }
}
