package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events are like the one before. Quotes are written as single ones. */
class RefrainTest {
  private static final String EVENT = "{'n':1,'content':'word','m':2}";
  private static final int FROM = EVENT.indexOf("word");

  private final Refrain refrain = new Refrain();

  private void remember(String event, int from, int length) {
    byte[] data = bytes(event);
    refrain.remember(data, data.length, from, length);
  }

  private boolean isIn(String event) {
    return isNext("data: " + event + "\n\n");
  }

  /** True if the stream begins with it. */
  private boolean isNext(String stream) {
    byte[] bytes = bytes(stream);
    return refrain.next(bytes, 0, bytes.length) > 0;
  }

  private static byte[] bytes(String event) {
    return event.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void nothingIsLikeNothing() {
    assertThat(isIn(EVENT)).isFalse();
    assertThat(isIn("")).isFalse();
    assertThat(isNext("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"word", "a", "a longer one: {[,]}", "~ "})
  void anotherPlainContentIsLikeIt(String content) {
    remember(EVENT, FROM, 4);
    String before = "\n";
    String event = "data: " + EVENT.replace("word", content) + "\n\n";
    byte[] bytes = bytes(before + event + event);

    assertThat(refrain.next(bytes, 1, bytes.length)).isEqualTo(1 + event.length());
    int from = refrain.contentFrom();
    assertThat(new String(bytes, from, refrain.contentTo() - from, StandardCharsets.UTF_8))
        .isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'n':1,'content':'','m':2}",
        "{'n':1,'content':'a\\n','m':2}",
        "{'n':1,'content':'a\tb','m':2}",
        "{'n':1,'content':'\u00e9','m':2}",
        "{'n':1,'content':'a','b':'c','m':2}",
        "{'n':2,'content':'word','m':2}",
        "{'n':1,'content':'word','m':3}",
        "{'n':1,'content':'word','m':2} ",
        "{'n':1,'content':'",
        "{'n':1",
        "",
      })
  void whateverElseIsNot(String event) {
    remember(EVENT, FROM, 4);

    assertThat(isIn(event)).isFalse();
  }

  /** Where both kinds of line ends are mixed, the longer way knows what to do. */
  @Test
  void itsLineIsFollowedByAnEmptyOne() {
    remember(EVENT, FROM, 4);

    assertThat(isNext("data: " + EVENT + "\r\n\r\n")).isTrue();
    for (String end : new String[] {"", "\n", "\r\n\r", "\ndata: 1\n\n", "\r\n\n", "\r\r"}) {
      assertThat(isNext("data: " + EVENT + end)).as(end).isFalse();
    }
    assertThat(isNext("data:" + EVENT + "\n\n")).isTrue();
    for (String begin : new String[] {"date: ", "data:  ", "data", ""}) {
      assertThat(isNext(begin + EVENT + "\n\n")).as(begin).isFalse();
    }
  }

  /** Wherever it is cut, what follows in the array is not looked at. */
  @Test
  void allOfItIsThere() {
    remember(EVENT, FROM, 4);
    for (String lineEnd : new String[] {"\n", "\r\n"}) {
      byte[] bytes = bytes("data:" + EVENT + lineEnd + lineEnd);
      for (int end = 0; end < bytes.length; end++) {
        assertThat(refrain.next(bytes, 0, end)).as("the first %d", end).isZero();
      }
    }
  }

  @Test
  void anEventWhoseContentIsNotPlainIsForgotten() {
    String escaped = "{'content':'a\\n','m':2}";
    remember(EVENT, FROM, 4);
    remember(escaped, escaped.indexOf("a\\n"), 2);

    assertThat(isIn(EVENT)).isFalse();
    assertThat(isIn(escaped)).isFalse();
  }

  @Test
  void soIsOneOfSeveralLines() {
    String lines = "{'n':1,\n'content':'word'}";
    remember(lines, lines.indexOf("word"), 4);

    assertThat(isIn(lines)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 5, 29, 30, 1_000})
  void soIsOneWhoseContentIsElsewhere(int from) {
    remember(EVENT, from, 4);

    assertThat(isIn(EVENT)).isFalse();
  }

  @Test
  void soIsOneThatIsLarge() {
    String large = EVENT + " ".repeat(5_000);
    remember(large, FROM, 4);

    assertThat(isIn(large)).isFalse();
  }
}
