package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that others wrote, as people are shown them. */
class ShownTest {
  @Test
  void anOrdinaryTextStaysAsItIs() {
    String text = "ERROR: Zeile fehlt — 日本語, שלום, 😀, <b>&amp;</b> \"'\\";

    assertThat(Shown.line(text, 100)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a\u001b[31mred\u001b[0m|a␛[31mred␛[0m",
        "bell\u0007!|bell␇!",
        "back\b\b\bspace|back␈␈␈space",
        "delete\u007f!|delete␡!",
        "csi\u009b2J|csi\uFFFD2J",
        "left\u202eright|left\uFFFDright",
        "isolate\u2066x\u2069|isolate\uFFFDx\uFFFD",
        "mark\u200f\u061c|mark\uFFFD\uFFFD",
        "zero\u200bwidth\ufeff|zero\uFFFDwidth\uFFFD",
        "private\ue000|private\uFFFD",
        "half\ud83d|half\uFFFD",
      })
  void whatIsNoTextIsAPicture(String text, String shown) {
    assertThat(Shown.line(text, 100)).isEqualTo(shown);
  }

  @Test
  void allIsOnOneLine() {
    assertThat(Shown.line("  a\r\n\tb\u2028c\u2029\u0085d\u00a0 e\u000b\f ", 100))
        .isEqualTo("a b c \uFFFDd e");
  }

  @Test
  void aLongTextIsCutInTheMiddle() {
    assertThat(Shown.line("0123456789", 10)).isEqualTo("0123456789");
    assertThat(Shown.line("0123456789", 5)).isEqualTo("01…89");
    assertThat(Shown.line("0123456789", 1)).isEqualTo("…");
    assertThat(Shown.line("begin" + "x".repeat(1_000_000) + "end", 11)).isEqualTo("begin…xxend");
  }

  @ParameterizedTest
  @CsvSource({"abcdef, 6, abcdef", "abcdefg, 6, abc…fg", "abcdefg, 1, …", "abcdefg, 2, a…"})
  void theEndIsTheShorterHalf(String text, int longest, String shown) {
    assertThat(Shown.cut(text, longest)).isEqualTo(shown);
  }

  @Test
  void noCharacterIsCutInTwo() {
    assertThat(Shown.line("😀".repeat(10), 3)).isEqualTo("😀…😀");
    assertThat(Shown.line("x" + "😀".repeat(1_000_000), 4)).isEqualTo("x😀…😀");
  }

  @Property
  void whateverIsShownIsHarmlessAndShort(
      @ForAll String text, @ForAll @IntRange(min = 1, max = 50) int longest) {
    String shown = Shown.line(text, longest);

    assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(longest);
    assertThat(shown.codePoints())
        .allMatch(
            point ->
                point == ' '
                    || !Character.isISOControl(point)
                        && !Character.isWhitespace(point)
                        && Character.getType(point) != Character.FORMAT
                        && Character.getType(point) != Character.SURROGATE);
    assertThat(shown).isEqualTo(Shown.line(shown, longest));
  }
}
