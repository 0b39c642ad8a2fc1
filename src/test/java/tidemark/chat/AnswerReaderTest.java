package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.error.ChatError;

/** What an answer in one body says, and whether it is good. */
class AnswerReaderTest {
  private static final int MAX_BYTES = 2_000;
  private static final String OPENAI =
      "{\"id\":\"c-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
          + "\"message\":{\"role\":\"assistant\",\"content\":\"Zażółć \\ud83d\\ude00\",\"refusal\":null,"
          + "\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":"
          + "{\"prompt_tokens\":9,\"completion_tokens\":12,\"completion_tokens_details\":{\"x\":0}},"
          + "\"chat_id\":\"77\"}";

  private final TextSoFar text = new TextSoFar(100);
  private final AnswerReader reader = new AnswerReader(text, MAX_BYTES);

  private @Nullable ChatError read(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    reader.feed(bytes, 0, bytes.length);
    return reader.end();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100, 1_000})
  void anAnswerIsReadFromPiecesOfAnySize(int size) {
    byte[] bytes = OPENAI.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += size) {
      int length = Math.min(size, bytes.length - at);
      if (at % 2 == 0) {
        reader.feed(bytes, at, length);
      } else {
        reader.feed(ByteBuffer.wrap(bytes, at, length));
      }
    }

    assertThat(reader.end()).isNull();
    assertThat(text).hasToString("Zażółć \uD83D\uDE00");
    assertThat(reader.model()).isEqualTo("m");
    assertThat(reader.outputTokens()).isEqualTo(12);
    assertThat(reader.message()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      nullValues = "good",
      value = {
        "good          | {'choices':[{'message':{'content':'a'},'finish_reason':'stop'}]}",
        "good          | {'choices':[{'message':{'content':'a'}}]}",
        "good          | {'choices':[{'text':'a'}]}",
        "good          | {'choices':[{'message':{'content':null,'tool_calls':[{'id':'1'}]}}]}",
        "good          | {'choices':[{'message':{'content':'','reasoning_content':'a'}}]}",
        "good          | {'choices':[{'message':{'refusal':'a'},'finish_reason':'stop'}]}",
        "good          | {'choices':[{'message':{'content':''},'finish_reason':'length'}]}",
        "good          | {'choices':[{'message':{'content':''},'finish_reason':'content_filter'}]}",
        "EmptyResponse | {'choices':[{'message':{'content':''},'finish_reason':'stop'}]}",
        "EmptyResponse | {'choices':[{'message':{'content':null}}]}",
        "EmptyResponse | {'choices':[{'delta':{'content':'a'}}]}",
        "EmptyResponse | {'choices':[{'message':null}]}",
        "EmptyResponse | {'choices':[]}",
        "EmptyResponse | {'choices':null}",
        "EmptyResponse | {}",
        "StreamError   | {'error':{'message':'a'}}",
        "StreamError   | {'error':'a','choices':[{'message':{'content':'a'}}]}",
        "StreamError   | {'choices':[{'message':{'content':'a'},'finish_reason':'error'}]}",
        "StreamError   | {'detail':'a'}",
        "BadJson       | {'choices':[{'message':{'content':'a'}}]",
        "BadJson       | {'choices':[{'message':{'content':'a'}}]}]",
        "BadJson       | [{'choices':[{'message':{'content':'a'}}]}]",
        "BadJson       | <html>Sign in</html>",
        "BadJson       | data: {'choices':[]}",
      })
  void anAnswerIsGoodOrFailsByName(@Nullable String error, String body) {
    assertThat(read(body.replace('\'', '"')))
        .isEqualTo(error == null ? null : new ChatError(error));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n \t\n"})
  void nothingButBlanksIsAnEmptyAnswer(String body) {
    assertThat(read(body)).isEqualTo(ChatError.EMPTY_RESPONSE);
    assertThat(reader.message()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n\n\n", "\r\n\r\n", "  \n", "\uFEFF"})
  void blankLinesOrAMarkMayStandBeforeIt(String before) {
    assertThat(read(before + OPENAI + "\n\n")).isNull();
    assertThat(text).hasToString("Zażółć \uD83D\uDE00");
  }

  @Test
  void theTextIsOfTheFirstChoice() {
    assertThat(
            read(
                "{\"choices\":[{\"message\":{\"content\":\"a\"}},{\"message\":{\"content\":\"b\"}}]}"))
        .isNull();
    assertThat(text).hasToString("a");
  }

  @Test
  void ofAnAnswerThatIsNotGoodThereIsTheBodyAndALine() {
    assertThat(read("{\"error\":{\"message\":\"No\\nGPU\"}}")).isEqualTo(ChatError.STREAM_ERROR);
    assertThat(text).hasToString("{\"error\":{\"message\":\"No\\nGPU\"}}");
    assertThat(reader.message()).isEqualTo("No GPU");
  }

  @Test
  void ofABodyBeyondTheLimitNothingIsRead() {
    byte[] piece = " ".repeat(300).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 6; i++) {
      reader.feed(piece, 0, piece.length);
    }
    assertThat(reader.tooLarge()).isFalse();
    reader.feed(piece, 0, piece.length);
    assertThat(reader.tooLarge()).isTrue();

    assertThat(read(OPENAI)).isEqualTo(ChatError.TOO_LARGE);
    assertThat(text.isEmpty()).isTrue();
    assertThat(reader.message()).isNull();
  }

  @Test
  void aBodyOfJustTheLimitIsRead() {
    assertThat(read(" ".repeat(MAX_BYTES - utf8Length(OPENAI)) + OPENAI)).isNull();
  }

  private static int utf8Length(String some) {
    return some.getBytes(StandardCharsets.UTF_8).length;
  }

  @Property(tries = 2_000)
  void noDamageIsAnException(
      @ForAll @IntRange(max = 400) int at, @ForAll @Size(min = 1, max = 3) byte[] damage) {
    byte[] bytes = Arrays.copyOf(OPENAI.getBytes(StandardCharsets.UTF_8), 420);
    System.arraycopy(damage, 0, bytes, at, damage.length);
    AnswerReader any = new AnswerReader(new TextSoFar(10), MAX_BYTES);
    any.feed(bytes, 0, utf8Length(OPENAI));

    ChatError error = any.end();

    assertThat(error == null || any.message() != null).isTrue();
  }

  @Property(tries = 300)
  void noBodyIsHeldBeyondTheLimit(
      @ForAll @Size(max = 20) byte[] piece, @ForAll @IntRange(min = 1, max = 100) int maxBytes) {
    BytesSoFar bytes = new BytesSoFar(maxBytes);
    int taken = 0;
    while (piece.length > 0 && bytes.append(piece, 0, piece.length)) {
      taken += piece.length;
    }

    assertThat(bytes.length()).isEqualTo(taken).isLessThanOrEqualTo(maxBytes);
    assertThat(bytes.array().length).isLessThanOrEqualTo(maxBytes);
    assertThat(maxBytes - taken).isLessThan(piece.length == 0 ? maxBytes + 1 : piece.length);
  }
}
