package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void whatATerminalObeysIsWrittenOut() {
    assertThat(Printable.lines("\u001b[2Jgone\u0007\r\n\tnext \u202elaer\u0000"))
        .isEqualTo("\\u{1b}[2Jgone\\u{7}\n\tnext \\u{202e}laer\\u{0}");
  }

  @Test
  void aLineStaysOne() {
    assertThat(Printable.line(" a\r\nb\n\n\tc ")).isEqualTo("a b c");
  }

  @Test
  void halfACharacterIsNone() {
    assertThat(Printable.line("\ud83d \ufffe \ud83c\udf0a")).isEqualTo("\\u{d83d} \\u{fffe} 🌊");
  }
}
