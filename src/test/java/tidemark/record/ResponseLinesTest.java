package tidemark.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tidemark.error.ChatError;

class ResponseLinesTest {
  private static final long NOON = 1_795_348_800_000L;

  @Test
  void aGoodChat() throws IOException {
    Response response = new Response(Chats.json(1, 12), "tide-1", "Hello", false, null);

    assertThat(line(response, true))
        .isEqualTo(
            "{\"status_code\":200,\"latency_ms\":12.000,\"success\":true,\"error\":null,"
                + "\"model\":\"tide-1\",\"response_text\":\"Hello\",\"response_truncated\":false,"
                + "\"timestamp\":\"2026-11-22T12:00:00.001Z\","
                + "\"output_tokens\":0,\"streamed\":false}\n");
  }

  @Test
  void aFailedChatOfTheWarmUp() throws IOException {
    Response response =
        new Response(Chats.status(500, 0, 12), null, "<html>", true, "Internal Server Error");

    assertThat(line(response, false))
        .isEqualTo(
            "{\"status_code\":500,\"latency_ms\":12.000,\"success\":false,\"error\":\"500\","
                + "\"model\":null,\"response_text\":\"<html>\",\"response_truncated\":true,"
                + "\"timestamp\":\"2026-11-22T12:00:00.000Z\","
                + "\"error_message\":\"Internal Server Error\","
                + "\"output_tokens\":0,\"streamed\":false,\"warmup\":true}\n");
  }

  @Test
  void aStream() throws IOException {
    Response response = new Response(Chats.stream(0, 3, 40, 7), "tide-1", "a b", false, null);

    assertThat(line(response, true))
        .contains("\"latency_ms\":40.000,")
        .endsWith("Z\",\"ttft_ms\":3.000,\"output_tokens\":7,\"streamed\":true}\n");
  }

  @Test
  void aStreamWithoutATokenHasNoTimeToIt() throws IOException {
    Response response =
        new Response(Chats.ended(true, 0, 9, 0, ChatError.TIMEOUT), null, "", false, null);

    assertThat(line(response, true)).doesNotContain("ttft_ms", "error_message");
  }

  @Test
  void timesAreToTheMicrosecond() throws IOException {
    long never = ChatSample.NEVER;
    ChatSample sample =
        new ChatSample("chat", false, 0, never, never, never, 123_456_789, 200, null, 0, false);

    assertThat(line(new Response(sample, null, "", false, null), true))
        .contains("\"latency_ms\":123.456,");
  }

  @Property
  void anyTextIsOneLineThatIsValid(
      @ForAll @From("texts") String text, @ForAll @From("texts") String other) throws IOException {
    Response response = new Response(Chats.status(500, 0, 1), other, text, false, other);
    String line = line(response, true);
    JsonNode json = new ObjectMapper().readTree(line);

    assertThat(line).containsOnlyOnce("\n").endsWith("}\n");
    assertThat(json.get("response_text").textValue()).isEqualTo(wellFormed(text));
    assertThat(json.get("model").textValue()).isEqualTo(wellFormed(other));
    assertThat(json.get("error_message").textValue()).isEqualTo(wellFormed(other));
  }

  /** With halves of surrogate pairs, whole pairs, controls, quotes. */
  @Provide
  static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(40),
        Arbitraries.strings()
            .withChars('\ud83d', '\ude00', '"', '\\', '\n', '\r', '\u2028', '\0', 'é', 'a')
            .ofMaxLength(20));
  }

  private static String wellFormed(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }

  /** As it is in the file; the bytes are valid UTF-8. */
  private static String line(Response response, boolean measured) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ResponseLines lines =
        new ResponseLines(
            List.of(Channels.newChannel(file)), start -> measured, new WallClock(NOON, 0))) {
      lines.write(response);
      assertThat(file.size()).as("only whole batches").isZero();
      lines.flush();
    }
    return UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(file.toByteArray())).toString();
  }

  @Test
  void aChatThatWasPlanned() throws IOException {
    Response response =
        new Response(Chats.planned(1, Chats.stream(3, 4, 40, 7)), "tide-1", "a b", false, null);

    assertThat(line(response, true))
        .contains("\"latency_ms\":42.000,", "\"timestamp\":\"2026-11-22T12:00:00.001Z\"")
        .endsWith(
            "\"ttft_ms\":6.000,\"planned_to_start_ms\":2.000,\"output_tokens\":7,"
                + "\"streamed\":true}\n");
  }
}
