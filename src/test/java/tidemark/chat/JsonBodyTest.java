package tidemark.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.settings.Places;

class JsonBodyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder);
  }

  private void assertBody(boolean stream, String expected) throws IOException {
    assertThat(JSON.readTree(JsonBody.from(places.load()).of("Hi", stream)))
        .isEqualTo(JSON.readTree(expected));
  }

  @Test
  void withoutSettingsThereIsOnlyThePrompt() {
    assertThat(new String(JsonBody.from(places.load()).of("Hi", false), UTF_8))
        .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":false}");
  }

  @Test
  void aStreamIsAskedForItsUsage() throws IOException {
    assertBody(
        true,
        """
        {"messages": [{"role": "user", "content": "Hi"}],
         "stream": true, "stream_options": {"include_usage": true}}
        """);

    places.property("chat.includeUsage", "false");
    assertBody(
        true, "{\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}], \"stream\": true}");
  }

  @Test
  void everySettingIsAMember() throws IOException {
    places
        .property("chat.systemPrompt", "Be \"brief\".")
        .property("chat.model", "m\u00e9")
        .property("chat.maxTokens", "100")
        .property("chat.temperature", "0.2")
        .property("chat.extraBody", "{\"top_p\": 0.90, \"user\": null, \"tools\": [{\"a\": 1}]}");

    assertBody(
        false,
        """
        {"messages": [{"role": "system", "content": "Be \\"brief\\"."},
                      {"role": "user", "content": "Hi"}],
         "stream": false, "model": "m\u00e9", "max_tokens": 100, "temperature": 0.2,
         "top_p": 0.9, "user": null, "tools": [{"a": 1}]}
        """);
  }

  @Test
  void theTokenLimitHasTheNameThatIsAskedFor() throws IOException {
    places.property("chat.maxTokens", "7").property("chat.maxTokensField", "max_completion_tokens");

    assertBody(
        false,
        """
        {"messages": [{"role": "user", "content": "Hi"}],
         "stream": false, "max_completion_tokens": 7}
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"mine\",\"stream_options\":{}}",
        "{model: mine, stream_options {}}",
        " { model = mine\n stream_options = {} } "
      })
  void extraMembersWin(String extra) throws IOException {
    places.property("chat.model", "other").property("chat.extraBody", extra);

    assertBody(
        true,
        """
        {"messages": [{"role": "user", "content": "Hi"}],
         "stream": true, "model": "mine", "stream_options": {}}
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1]",
        "1",
        "top_p: 1",
        "{\"a\": ",
        "{} {}",
        "{a: ${NOBODY_HAS_THIS}}",
        "{a: ${?NOBODY_HAS_THIS}}",
        "{a: ${PATH}}",
        "{include \"tidemark-defaults.conf\"}",
        "{include classpath(\"tidemark-defaults.conf\")}",
        "{include required(classpath(\"tidemark-defaults.conf\"))}",
        "{include \"nothing.conf\"}",
        "{include file(\"pom.xml\")}",
        "{include url(\"file:nothing\")}",
        "{a: {include \"nothing.conf\"}}"
      })
  void whatIsNoObjectIsRefused(String extra) {
    places.property("chat.extraBody", extra);

    assertThat(places.refusal(JsonBody::from))
        .isEqualTo(
            "chat.extraBody = %s is refused (from -Dchat.extraBody);".formatted(extra)
                + " allowed: a JSON object, as {\"top_p\": 0.9}, without include and ${}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"{messages: []}", "{stream: true}"})
  void whatOtherKeysSayIsRefused(String extra) {
    places.property("chat.extraBody", extra);

    assertThat(places.refusal(JsonBody::from))
        .contains("allowed: other members than messages and stream");
  }
}
