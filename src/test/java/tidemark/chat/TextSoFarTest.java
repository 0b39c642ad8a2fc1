package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of a text that comes in pieces. */
class TextSoFarTest {
  private static TextSoFar of(int maxChars, List<String> pieces) {
    TextSoFar text = new TextSoFar(maxChars);
    pieces.forEach(text::append);
    return text;
  }

  @ParameterizedTest
  @CsvSource({
    "10, abc|def, abcdef, false",
    "6, abc|def, abcdef, false",
    "5, abc|def, abcde, true",
    "3, abc|def, abc, true",
    "3, abc|'', abc, false",
    "0, abc, '', true",
    "0, '', '', false",
    "4, ab\uD83D\uDE00, ab\uD83D\uDE00, false",
    "4, ab\uD83D|\uDE00, ab\uD83D\uDE00, false",
    "3, ab\uD83D\uDE00, ab, true",
    "3, ab\uD83D|\uDE00, ab, true",
    "9, ab\uD83D, ab\uFFFD, false",
    "9, ab\uD83D|cd, ab\uFFFDcd, false",
    "9, \uDE00a\uDE00, \uFFFDa\uFFFD, false",
    "9, \uD83D\uD83D\uDE00, \uFFFD\uD83D\uDE00, false",
  })
  void isCutAtTheLimitAndNeverWithinACharacter(
      int maxChars, String pieces, String kept, boolean truncated) {
    TextSoFar text = of(maxChars, List.of(pieces.replace("'", "").split("\\|")));

    assertThat(text).hasToString(kept);
    assertThat(text.truncated()).isEqualTo(truncated);
    assertThat(text.isEmpty()).isEqualTo(kept.isEmpty());
  }

  @Property(tries = 300)
  void anyPiecesGiveValidTextWithinTheLimit(
      @ForAll @Size(max = 6) List<@StringLength(max = 5) String> pieces,
      @ForAll @IntRange(max = 30) int maxChars) {
    TextSoFar text = of(maxChars, pieces);
    String all = String.join("", pieces);

    assertThat(text.toString().length()).isLessThanOrEqualTo(maxChars);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text.toString())).isTrue();
    assertThat(text.truncated()).isEqualTo(all.length() > maxChars);
    if (StandardCharsets.UTF_8.newEncoder().canEncode(all)) {
      assertThat(all).startsWith(text.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"9, abc, false", "3, abc, false", "2, ab, true", "0, '', true"})
  void theFirstCharactersAreATextOfTheirOwn(int chars, String first, boolean truncated) {
    TextSoFar text = of(9, List.of("ab", "c"));

    assertThat(text.first(chars)).hasToString(first);
    assertThat(text.first(chars).truncated()).isEqualTo(truncated);
    assertThat(text).hasToString("abc");
  }
}
