package tidemark.chat;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server sends, and what is to be made of it. Immutable.
 *
 * @param name the prompt and the request name
 * @param limits how long the chat may take
 * @param error the error's name; null if the chat goes well
 * @param says what its message contains; null if it has none
 * @param text what is answered
 * @param tokens output tokens
 * @param reported whether the server says how many
 */
record WireRow(
    String name,
    boolean streamed,
    Script script,
    ChatLimits limits,
    @Nullable String error,
    @Nullable String says,
    String text,
    long tokens,
    boolean reported) {
  /** Far more than any needs, so that what runs into it is seen. */
  static final Duration ENOUGH = Duration.ofSeconds(10);

  static final ChatLimits PATIENT = new ChatLimits(ENOUGH, Optional.empty(), Optional.empty());

  /** A stream of no text and no token, which goes well. */
  static WireRow stream(String name, Script script) {
    return new WireRow(name, true, script, PATIENT, null, null, "", 0, false);
  }

  /** The same of one body. */
  static WireRow body(String name, Script script) {
    return new WireRow(name, false, script, PATIENT, null, null, "", 0, false);
  }

  /** It answers so; counted are so many tokens. */
  WireRow answers(String words, long count) {
    return new WireRow(name, streamed, script, limits, error, says, words, count, reported);
  }

  /** The server says that they are so many. */
  WireRow usage(long count) {
    return new WireRow(name, streamed, script, limits, error, says, text, count, true);
  }

  WireRow fails(String errorName) {
    return new WireRow(name, streamed, script, limits, errorName, says, text, tokens, reported);
  }

  WireRow saying(String words) {
    return new WireRow(name, streamed, script, limits, error, words, text, tokens, reported);
  }

  /** It may take so long in all, to the first token, and from token to token. */
  WireRow within(Duration timeout, @Nullable Duration firstToken, @Nullable Duration silence) {
    ChatLimits given =
        new ChatLimits(timeout, Optional.ofNullable(firstToken), Optional.ofNullable(silence));
    return new WireRow(name, streamed, script, given, error, says, text, tokens, reported);
  }

  @Override
  public String toString() {
    return name;
  }
}
