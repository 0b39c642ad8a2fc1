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
    byte[] data = bytes(event);
    return refrain.isIn(data, data.length);
  }

  private static byte[] bytes(String event) {
    return event.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void nothingIsLikeNothing() {
    assertThat(isIn(EVENT)).isFalse();
    assertThat(isIn("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"word", "a", "a longer one: {[,]}", "~ "})
  void anotherPlainContentIsLikeIt(String content) {
    remember(EVENT, FROM, 4);
    byte[] data = bytes(EVENT.replace("word", content));

    assertThat(refrain.isIn(data, data.length)).isTrue();
    assertThat(new String(data, refrain.contentFrom(), content.length(), StandardCharsets.UTF_8))
        .isEqualTo(content);
    assertThat(refrain.contentTo(data.length) - refrain.contentFrom()).isEqualTo(content.length());
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

  @Test
  void anEventWhoseContentIsNotPlainIsForgotten() {
    String escaped = "{'content':'a\\n','m':2}";
    remember(EVENT, FROM, 4);
    remember(escaped, escaped.indexOf("a\\n"), 2);

    assertThat(isIn(EVENT)).isFalse();
    assertThat(isIn(escaped)).isFalse();
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
