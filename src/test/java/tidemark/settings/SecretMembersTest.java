package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An object of a user's own, in which anything may stand. */
class SecretMembersTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"top_p\": 0.9, \"api_key\": \"sk-12345678\"}; {\"top_p\": 0.9, \"api_key\": ***}",
        "{\"Authorization\": \"a\\\"b, c\", \"n\": 1}; {\"Authorization\": ***, \"n\": 1}",
        "{a: {dbPassword: sk-12345678}, b: 2}; {a: {dbPassword: ***}, b: 2}",
        "{secret = sk-12345678, b = 2}; {secret = ***, b = 2}",
        "{a.token += \"sk-12345678\", b: 2}; {a.token += ***, b: 2}",
        "{key: \"\"\"sk-\"1\"\"\", b: 2}; {key: ***, b: 2}",
        "{\"keys\": [\"sk-1\", \"sk-2\"], \"b\": 2}; {\"keys\": ***",
        "{credentials {a: sk-12345678}, b: 2}; {credentials ***",
        "{\"token\": \"sk-123; {\"token\": ***",
        "{max_tokens: 5, user: me}; {max_tokens: 5, user: me}",
      })
  void whatSoundsSecretIsNotShown(String json, String shown) {
    assertThat(SecretMembers.hide(json)).isEqualTo(shown);
  }

  @Test
  void noSettingSaysIt() {
    Settings settings =
        new Places(folder).property("chat.extraBody", "{top_p: 1, key: sk-12345678}").load();

    assertThat(settings.all())
        .contains(new Setting("chat.extraBody", "{top_p: 1, key: ***}", "-Dchat.extraBody", true));
    assertThat(settings.refuse("chat.extraBody", "less"))
        .hasMessageStartingWith("chat.extraBody = {top_p: 1, key: ***} is refused");
  }
}
