package tidemark.chat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonHeadTest {
  private static final String EVENT = "{\"id\":7,\"choices\":[]}";
  private static final int END = EVENT.indexOf("\"choices");

  private final CommonHead head = new CommonHead();

  private int lengthIn(String event) {
    byte[] bytes = event.getBytes(US_ASCII);
    return head.lengthIn(bytes, bytes.length);
  }

  @Test
  void whatBeginsAlikeNeedNotBeReadAgain() {
    assertThat(lengthIn(EVENT)).isZero();

    head.remember(EVENT.getBytes(US_ASCII), END);

    assertThat(lengthIn(EVENT)).isEqualTo(END);
    assertThat(lengthIn("{\"id\":7,\"choices\":[8]}")).isEqualTo(END);
    assertThat(lengthIn("{\"id\":8,\"choices\":[]}")).isZero();
    assertThat(lengthIn(EVENT.substring(0, END))).isZero();
  }

  /** A blank, or no member before it: it is parsed each time. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":7, \"choices\":[]}", "{\"choices\":[]}"})
  void onlyAPlainHeadIsRemembered(String event) {
    head.remember(event.getBytes(US_ASCII), event.indexOf("\"choices"));

    assertThat(lengthIn(event)).isZero();
  }

  @Test
  void aLongHeadIsNotKept() {
    String event = "{\"id\":\"" + "7".repeat(2_000) + "\",\"choices\":[]}";
    head.remember(event.getBytes(US_ASCII), event.indexOf("\"choices"));

    assertThat(lengthIn(event)).isZero();
  }
}
