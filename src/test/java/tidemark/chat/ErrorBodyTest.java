package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The line that is made of an error's body. */
class ErrorBodyTest {
  private static @Nullable String line(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return ErrorBody.line(bytes, bytes.length);
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        arguments("{\"error\":{\"code\":429,\"message\":\"No quota\",\"type\":\"t\"}}", "No quota"),
        arguments("{\"error\":\"no model\"}", "no model"),
        arguments("{\"error\":\"Bad Request\",\"message\":\"no model\"}", "no model"),
        arguments("{\"object\":\"error\",\"message\":\"too long\",\"code\":400}", "too long"),
        arguments("{\"detail\":\"Not authenticated\"}", "Not authenticated"),
        arguments("{\"detail\":[{\"loc\":[\"body\",\"x\"],\"msg\":\"required\"}]}", "required"),
        arguments("{\"detail\":[\"one\",\"two\"]}", "one"),
        arguments("{\"error\":{\"code\":\"c\"}}", "{\"error\":{\"code\":\"c\"}}"),
        arguments("{\"error\":{\"message\":null}}", "{\"error\":{\"message\":null}}"),
        arguments("{\"error\":{\"message\":\"cut\",\"par", "cut"),
        arguments("{\"error\":\"cut\",\"par", "cut"),
        arguments("{\"error\":{\"mess", "{\"error\":{\"mess"),
        arguments("[1, 2]", "[1, 2]"),
        arguments(
            "\r\n  Internal \t Server\n\nError\u0000\u001B[31m  ", "Internal Server Error [31m"),
        arguments("Bad Gateway", "Bad Gateway"),
        arguments(
            "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title><style>b {c: d}</style>"
                + "</head>\n<body><h1>502</h1><!-- e --><script>f()</script>nginx</body></html>",
            "502 Bad Gateway 502 nginx"),
        arguments("a < b", "a < b"),
        arguments("", null),
        arguments(" \n ", null),
        arguments("{\"error\":\" \"}", null),
        arguments("<br>", null));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void saysWhatAPersonWantsToKnow(String body, @Nullable String line) {
    assertThat(line(body)).isEqualTo(line);
  }

  @Test
  void aLineIsShortAndHasWholeCharacters() {
    assertThat(line("x".repeat(10_000))).isEqualTo("x".repeat(300));
    assertThat(line("{\"error\":\"" + "x".repeat(400) + "\"}")).isEqualTo("x".repeat(300));
    assertThat(line("x".repeat(299) + "\uD83D\uDE00")).isEqualTo("x".repeat(299));
    assertThat(line("<".repeat(100_000))).hasSize(300);
  }

  @Test
  void onlyTheGivenBytesAreRead() {
    assertThat(ErrorBody.line("abcdef".getBytes(StandardCharsets.UTF_8), 3)).isEqualTo("abc");
  }

  @Property(tries = 500)
  void anyBytesGiveOneShortLineOrNone(@ForAll @Size(max = 400) byte[] body) {
    String line = ErrorBody.line(body, body.length);

    if (line != null) {
      assertThat(line)
          .isNotBlank()
          .hasSizeLessThanOrEqualTo(300)
          .doesNotContainPattern("\\p{Cntrl}");
    }
  }
}
