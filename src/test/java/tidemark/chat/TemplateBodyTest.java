package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.settings.Places;

class TemplateBodyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROMPT = "\"${x}\\\n\u00fc\ud83d\ude00 $1 ${prompt}";

  @TempDir Path folder;
  private Places places;
  private Path file;

  @BeforeEach
  void nothingGiven() {
    file = folder.resolve("body.json");
    places = new Places(folder).property("chat.body", file.toString());
  }

  private void template(String... lines) throws IOException {
    Files.write(file, java.util.List.of(lines));
  }

  private JsonNode body(boolean stream) throws IOException {
    return JSON.readTree(TemplateBody.from(places.load()).of(PROMPT, stream));
  }

  @Test
  void theExampleIsFoundInItsFolder() throws IOException {
    places.property("chat.body", "example.json").property("chat.model", "m\"1");

    assertThat(body(false).at("/messages/1/content").textValue()).isEqualTo(PROMPT);
    assertThat(body(true).path("stream").booleanValue()).isTrue();
    assertThat(body(true).path("model").textValue()).isEqualTo("m\"1");
  }

  @Test
  void everyPlaceIsFilled() throws IOException {
    template("{\"a\": \"\u00e9 ${prompt} and ${prompt}!\",", "\"stream\": ${stream}}");

    assertThat(body(false))
        .isEqualTo(
            JSON.createObjectNode()
                .put("a", "\u00e9 " + PROMPT + " and " + PROMPT + "!")
                .put("stream", false));
    assertThat(body(true).path("stream").booleanValue()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "false, {\"a\": \"${prompt}\"}",
    "false, '{\"a\": \"${prompt}\", \"stream\": false}'",
    "true, '{\"a\": \"${prompt}\", \"stream\": true}'"
  })
  void aBodyThatIsAlwaysOrNeverAStreamIsOneIfSoAskedFor(boolean stream, String text)
      throws IOException {
    template(text);
    places.property("chat.stream", Boolean.toString(stream));
    assertThat(body(stream).path("stream").asBoolean()).isEqualTo(stream);

    for (String other : new String[] {stream ? "0" : "100", "50"}) {
      places.property("chat.streamPercent", other);
      assertThat(places.refusal(TemplateBody::from))
          .endsWith(
              "allowed: a body that says \"stream\": ${stream}; in %s it is not so"
                  .formatted(file));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"${prompt}\"]", "\"${prompt}\""})
  void whatIsNoObjectIsRefused(String text) throws IOException {
    template(text);

    assertThat(places.refusal(TemplateBody::from)).endsWith("it is not so");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\": ${prompt}", "\"a\": \"${prompt}", "\"a\": \"${prompt}\" \"b\""})
  void aLineThatIsNoJsonIsNamed(String line) throws IOException {
    template("{", "  \"stream\": ${stream},", line, "}");

    assertThat(places.refusal(TemplateBody::from))
        .isEqualTo(
            "chat.body = %s is refused (from -Dchat.body); allowed: JSON once ${prompt} and ${model}"
                    .formatted(file)
                + " are replaced within strings, and ${history} before another message; in %s line 3 is not"
                    .formatted(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"${promt}", "${}", "${stream"})
  void anUnknownPlaceIsNamed(String place) throws IOException {
    template("{\"b\": \"${prompt}\",", "\"a\": \"" + place);

    assertThat(places.refusal(TemplateBody::from))
        .contains(
            "allowed: ${prompt}, ${stream}, ${model} and ${history}; in %s line 2 has "
                .formatted(file))
        .contains(place);
  }

  @Test
  void aBodyWithoutPromptIsRefused() throws IOException {
    template("{\"stream\": ${stream}}");

    assertThat(places.refusal(TemplateBody::from))
        .endsWith("allowed: a body with ${prompt}; in %s there is none".formatted(file));
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThat(places.refusal(TemplateBody::from))
        .isEqualTo(
            "chat.body = %s is refused (from -Dchat.body);".formatted(file)
                + " allowed: a file that can be read, here or in user-files/bodies");
  }

  @Test
  void bytesThatAreNoTextAreRefusedWithTheirLine() throws IOException {
    Files.write(file, new byte[] {'{', '\n', '\n', '"', (byte) 0xff});

    assertThat(places.refusal(TemplateBody::from))
        .endsWith("allowed: UTF-8; in %s line 3 is not".formatted(file));
  }

  @ParameterizedTest
  @CsvSource({
    "chat.systemPrompt, Be brief",
    "chat.extraBody, {a: 1}",
    "chat.maxTokens, 5",
    "chat.temperature, 0.0"
  })
  void whatWouldNotBeInItIsRefused(String key, String value) throws IOException {
    template("{\"a\": \"${prompt}\", \"stream\": ${stream}}");
    places.property(key, value);

    assertThat(places.refusal(TemplateBody::from))
        .isEqualTo(
            "%s = %s is refused (from -D%s); allowed: none, for the whole body is in the file of"
                    .formatted(key, value, key)
                + " chat.body");
  }

  @Test
  void aModelGoesWithItsPlace() throws IOException {
    String refused = "allowed: a model if the file of chat.body has ${model}";
    template("{\"a\": \"${prompt}\", \"stream\": ${stream}, \"model\": \"${model}\"}");
    assertThat(places.refusal(TemplateBody::from)).endsWith(refused);

    template("{\"a\": \"${prompt}\", \"stream\": ${stream}}");
    places.property("chat.model", "m");
    assertThat(places.refusal(TemplateBody::from)).endsWith(refused);
  }

  @Test
  void whatWasSaidBeforeHasItsPlace() throws IOException {
    places.property("chat.turns", "2");
    template(
        "{\"stream\": ${stream}, \"messages\": [${history}",
        "{\"role\": \"user\", \"content\": \"${prompt}\"}]}");
    byte[] said = Conversation.NEW.with("Who?", "I \"am\"").orElseThrow().json();
    JsonNode body = JSON.readTree(TemplateBody.from(places.load()).of(said, PROMPT, false));

    assertThat(body.findValuesAsText("content")).containsExactly("Who?", "I \"am\"", PROMPT);
    assertThat(body(false).findValuesAsText("content")).containsExactly(PROMPT);
  }

  @Test
  void severalTurnsNeedAPlaceForWhatWasSaid() throws IOException {
    template("{\"a\": \"${prompt}\", \"stream\": ${stream}}");
    places.property("chat.turns", "2");

    assertThat(places.refusal(TemplateBody::from))
        .isEqualTo(
            "chat.turns = 2 is refused (from -Dchat.turns);"
                + " allowed: 1, for the file of chat.body has no ${history}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"${prompt}\", ${history}]", "[\"${prompt} ${history}\"]"})
  void aPlaceThatWouldMakeNoJsonIsRefused(String messages) throws IOException {
    template("{\"stream\": ${stream},", "\"a\": " + messages, "}");

    assertThat(places.refusal(TemplateBody::from)).endsWith("in %s line 2 is not".formatted(file));
  }
}
