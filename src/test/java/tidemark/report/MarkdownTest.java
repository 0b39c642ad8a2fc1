package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As it is shown, by a renderer that lets HTML through. */
class MarkdownTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1)) ![](http://evil.example/x.png)",
        "<http://evil.example>",
        "*bold* _it_ **b** ~~gone~~ `code` ``x``",
        "\\<b>not escaped\\</b>",
        "&lt;b&gt; &#60;",
        "# head",
        "a | b",
      })
  void isShownAsItIs(String hostile) {
    String shown = "x " + hostile;
    var page = Parser.builder().build().parse("x " + Markdown.text(hostile));

    assertThat(HtmlRenderer.builder().build().render(page))
        .startsWith("<p>x ")
        .doesNotContainPattern("<(?!/?p>)");
    assertThat(TextContentRenderer.builder().build().render(page)).isEqualTo(shown);
  }

  /** GitHub makes links of bare addresses, and calls people. */
  @Test
  void isNoLink() {
    assertThat(Markdown.text("see https://evil.example or www.evil.example, @you"))
        .isEqualTo("see https\\://evil.example or www\\.evil.example, \\@you");
  }

  @Test
  void isOneLine() {
    assertThat(Markdown.text("a\n\n## b\r\n| c |")).isEqualTo("a \\#\\# b \\| c \\|");
  }
}
