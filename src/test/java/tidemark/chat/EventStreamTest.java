package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which events are in which bytes, however they are cut into packets. */
class EventStreamTest {
  private static final int ENOUGH = 1 << 20;
  private static final String TOO_LARGE = "too large";

  /** Keeps what it is given; one byte is one character, so that nothing is lost. */
  private static final class Heard implements EventHandler {
    private final List<String> events = new ArrayList<>();
    private int longestArray;

    @Override
    public void event(byte[] data, int length) {
      longestArray = Math.max(longestArray, data.length);
      events.add(new String(data, 0, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void error(byte[] data, int length) {
      events.add("error: " + new String(data, 0, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void tooLarge() {
      events.add(TOO_LARGE);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String latin1(String text) {
    return new String(utf8(text), StandardCharsets.ISO_8859_1);
  }

  private static List<String> eventsOf(byte[] bytes, int packetSize) {
    Heard heard = new Heard();
    EventStream stream = new EventStream(heard, ENOUGH);
    for (int at = 0; at < bytes.length; at += packetSize) {
      stream.feed(bytes, at, Math.min(packetSize, bytes.length - at));
    }
    stream.end();
    return heard.events;
  }

  /** The standard's own words, line by line over the whole text. */
  private static List<String> obviously(byte[] bytes) {
    List<String> events = new ArrayList<>();
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    StringBuilder data = new StringBuilder();
    String type = "";
    for (String line :
        (all.replaceFirst("^\u00EF\u00BB\u00BF", "") + "\n\n").split("\r\n|\r|\n", -1)) {
      if (line.isEmpty()) {
        if (data.length() > 1) {
          String whole = data.substring(0, data.length() - 1);
          events.add(type.equals("error") ? "error: " + whole : whole);
        }
        data.setLength(0);
        type = "";
      } else {
        String[] field = line.split(":", 2);
        String value = field.length == 1 ? "" : field[1].replaceFirst("^ ", "");
        if (field[0].equals("data")) {
          data.append(value).append('\n');
        } else if (field[0].equals("event")) {
          type = value;
        }
      }
    }
    return events;
  }

  static Stream<Arguments> streams() {
    return Stream.of(
        arguments("line feeds", "data: a\n\ndata: b\n\n", List.of("a", "b")),
        arguments("both", "data: a\r\n\r\ndata: b\r\n\r\n", List.of("a", "b")),
        arguments("carriage returns", "data: a\r\rdata: b\r\r", List.of("a", "b")),
        arguments("a mixture", "data: a\r\n\ndata: b\n\rdata: c\r\r\n", List.of("a", "b", "c")),
        arguments("a byte-order mark", "\uFEFFdata: a\n\n", List.of("a")),
        arguments("a mark later", "data: a\n\n\uFEFFdata: b\n\ndata: c\n\n", List.of("a", "c")),
        arguments("a mark and nothing", "\uFEFF\n\ndata: a\n\n", List.of("a")),
        arguments("no space", "data:a\n\ndata:{\"b\": 1}\n\n", List.of("a", "{\"b\": 1}")),
        arguments("two spaces", "data:  a\n\n", List.of(" a")),
        arguments("several lines", "data: a\ndata:b\ndata: c\n\n", List.of("a\nb\nc")),
        arguments("an empty line within", "data: a\ndata:\ndata\ndata: b\n\n", List.of("a\n\n\nb")),
        arguments("nothing in it", "data:\n\ndata: \n\ndata\n\n", List.of()),
        arguments(
            "comments", ": keep-alive\n\n: OPENROUTER PROCESSING\n\ndata: a\n\n", List.of("a")),
        arguments("a comment within", "data: a\n: comment\ndata: b\n\n", List.of("a\nb")),
        arguments(
            "other fields",
            "id: 1\nevent: message\nretry: 3\ndata: a\nfoo: x\nid\n\n",
            List.of("a")),
        arguments(
            "no field's name", "data : a\nDATA: a\n data: a\ndatum: a\ndat: a\n\n", List.of()),
        arguments("a colon in the value", "data: a: b\n\ndata::\n\n", List.of("a: b", ":")),
        arguments("an error", "event: error\ndata: a\n\ndata: b\n\n", List.of("error: a", "b")),
        arguments("an error's name last", "data: a\nevent:error\n\n", List.of("error: a")),
        arguments(
            "no error", "event: errors\ndata: a\n\nevent: erro\ndata: b\n\n", List.of("a", "b")),
        arguments("not any more", "event: error\nevent\ndata: a\n\n", List.of("a")),
        arguments("an error of no data", "event: error\n\ndata: a\n\n", List.of("a")),
        arguments("no blank line", "data: a\n\ndata: [DONE]\n", List.of("a", "[DONE]")),
        arguments("no line end", "data: a\n\ndata: [DONE]", List.of("a", "[DONE]")),
        arguments("many blank lines", "\n\n\ndata: a\n\n\n\n\ndata: b\n\n\n", List.of("a", "b")),
        arguments("other alphabets", "data: zażółć 日本 😀\n\n", List.of(latin1("zażółć 日本 😀"))),
        arguments("nothing", "", List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void eventsAreFoundInPacketsOfAnySize(String name, String stream, List<String> events) {
    byte[] bytes = utf8(stream);

    assertThat(obviously(bytes)).isEqualTo(events);
    for (int size = 1; size <= bytes.length; size++) {
      assertThat(eventsOf(bytes, size)).as("packets of %d", size).isEqualTo(events);
    }
  }

  @Test
  void anEventIsHandedOnWithItsBlankLineAndWaitsForNothingMore() {
    Heard heard = new Heard();
    EventStream stream = new EventStream(heard, ENOUGH);

    stream.feed(utf8("data: a\r\n\r"), 0, 10);
    assertThat(heard.events).containsExactly("a");
    stream.feed(utf8("\ndata: b\n"), 0, 9);
    assertThat(heard.events).containsExactly("a");
    stream.feed(utf8("\n"), 0, 1);
    assertThat(heard.events).containsExactly("a", "b");
  }

  @Test
  void onlyTheGivenBytesAreRead() {
    Heard heard = new Heard();

    new EventStream(heard, ENOUGH).feed(utf8("xxdata: a\n\nxx"), 2, 9);

    assertThat(heard.events).containsExactly("a");
  }

  @Test
  void theEndComesOnce() {
    Heard heard = new Heard();
    EventStream stream = new EventStream(heard, ENOUGH);
    stream.feed(utf8("data: a"), 0, 7);

    stream.end();
    stream.end();

    assertThat(heard.events).containsExactly("a");
  }

  @ParameterizedTest
  @MethodSource("buffers")
  void buffersAreReadToTheirEnd(ByteBuffer buffer) {
    Heard heard = new Heard();
    buffer.position(1);
    new EventStream(heard, ENOUGH).feed(buffer);

    assertThat(heard.events).hasSize(500).containsOnly("a");
    assertThat(buffer.hasRemaining()).isFalse();
  }

  static Stream<ByteBuffer> buffers() {
    byte[] bytes = utf8("x" + "data: a\n\n".repeat(500));
    ByteBuffer slice = ByteBuffer.wrap(utf8("yyx" + "data: a\n\n".repeat(500))).position(2).slice();
    return Stream.of(
        ByteBuffer.wrap(bytes),
        ByteBuffer.wrap(bytes).asReadOnlyBuffer(),
        ByteBuffer.allocateDirect(bytes.length).put(bytes).flip(),
        slice);
  }

  static Stream<String> tooLarge() {
    return Stream.of(
        "data: 0123456789abcdefg\n\n",
        "data: 0123456789abcdefg",
        "data: 01234\ndata: 56789\ndata: abc\n\n",
        ": 0123456789abcdefghijklm\n\n",
        "0123456789abcdefghijklmnop");
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  void anEventBeyondTheLimitIsSaidOnceAndEndsTheStream(String event) {
    for (int size = 1; size <= event.length(); size++) {
      Heard heard = new Heard();
      EventStream stream = new EventStream(heard, 20);
      byte[] bytes = utf8("data: fits\n\n" + event);
      for (int at = 0; at < bytes.length; at += size) {
        stream.feed(bytes, at, Math.min(size, bytes.length - at));
      }
      stream.feed(utf8("\n\ndata: b\n\n"), 0, 11);
      stream.end();

      assertThat(heard.events).as("packets of %d", size).containsExactly("fits", TOO_LARGE);
    }
  }

  @Test
  void theLimitIsOfOneEventAndNotOfTheStream() {
    Heard heard = new Heard();
    EventStream stream = new EventStream(heard, 20);
    byte[] bytes = utf8("data: 0123456789abcd\n\n".repeat(1_000));

    stream.feed(bytes, 0, bytes.length);

    assertThat(heard.events).hasSize(1_000).containsOnly("0123456789abcd");
    assertThat(heard.longestArray).isLessThanOrEqualTo(20);
  }

  @Test
  void theBufferGrowsWithTheEvent() {
    Heard heard = new Heard();
    String large = "x".repeat(100_000);
    byte[] bytes = utf8("data: a\n\ndata: " + large + "\n\ndata: b\n\n");

    new EventStream(heard, ENOUGH).feed(bytes, 0, bytes.length);

    assertThat(heard.events).containsExactly("a", large, "b");
  }

  @Provide
  Arbitrary<byte[]> likelyBytes() {
    return Arbitraries.oneOf(
            Arbitraries.of("data", "data:", "data: ", "event: error", ":", " ", "[DONE]", "\uFEFF"),
            Arbitraries.of("\n", "\r", "\r\n", "\n\n"),
            Arbitraries.strings().ofMaxLength(4))
        .list()
        .ofMaxSize(30)
        .map(parts -> utf8(String.join("", parts)));
  }

  @Property(tries = 2_000)
  void anySplitOfLikelyBytesGivesWhatTheStandardSays(
      @ForAll("likelyBytes") byte[] bytes,
      @ForAll @Size(max = 8) List<@IntRange(max = 60) Integer> cuts) {
    assertThat(eventsWithCuts(bytes, cuts)).isEqualTo(obviously(bytes));
  }

  @Property(tries = 1_000)
  void anySplitOfAnyBytesGivesWhatTheStandardSays(
      @ForAll @Size(max = 60) byte[] bytes,
      @ForAll @Size(max = 8) List<@IntRange(max = 60) Integer> cuts) {
    assertThat(eventsWithCuts(bytes, cuts)).isEqualTo(obviously(bytes));
  }

  private static List<String> eventsWithCuts(byte[] bytes, List<Integer> cuts) {
    Heard heard = new Heard();
    EventStream stream = new EventStream(heard, ENOUGH);
    int from = 0;
    for (int to : cuts.stream().filter(cut -> cut < bytes.length).sorted().toList()) {
      stream.feed(ByteBuffer.wrap(bytes, from, to - from).asReadOnlyBuffer());
      from = to;
    }
    stream.feed(bytes, from, bytes.length - from);
    stream.end();
    return heard.events;
  }

  @Property(tries = 1_000)
  void noBytesMakeItHoldMoreThanTheLimit(
      @ForAll("likelyBytes") byte[] bytes, @ForAll @IntRange(min = 1, max = 40) int limit) {
    Heard heard = new Heard();
    EventStream stream = new EventStream(heard, limit);
    stream.feed(bytes, 0, bytes.length);
    stream.end();

    assertThat(heard.longestArray).isLessThanOrEqualTo(limit);
    List<String> expected = obviously(bytes);
    if (heard.events.contains(TOO_LARGE)) {
      assertThat(heard.events).endsWith(TOO_LARGE).containsOnlyOnce(TOO_LARGE);
      heard.events.remove(TOO_LARGE);
      assertThat(expected.subList(0, heard.events.size())).isEqualTo(heard.events);
    } else {
      assertThat(heard.events).isEqualTo(expected);
    }
  }

  @Property(tries = 200)
  void whatFollowsIsNotMixedWithWhatWasBefore(@ForAll @Size(max = 40) byte[] bytes) {
    byte[] then = utf8("\n\ndata: a\n\n");
    byte[] all = Arrays.copyOf(bytes, bytes.length + then.length);
    System.arraycopy(then, 0, all, bytes.length, then.length);

    assertThat(eventsOf(all, all.length)).endsWith("a");
  }
}
