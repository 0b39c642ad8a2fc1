package tidemark.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Page FILE = new Page(Page.Source.NOBODY);
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script>(.*?)</script>");
  private static final Pattern DOCUMENT =
      Pattern.compile("(?s)<script type=\"application/json\" id=\"document\">(.*?)</script>");

  /** What could end the element that the document stands in, begin a comment, or end a line. */
  private static final String HOSTILE =
      "</script><script>alert(1)</script><!--<script> ]]> & \u2028 \u2029 \" \\ \u001b[31m \u202e \0";

  @Test
  void whatARunSaysStaysTextWhateverItIs() throws IOException {
    ObjectNode document = Summary.object().put("text", HOSTILE).put(HOSTILE, 1);
    String page = FILE.of(document);

    assertThat(read(page)).isEqualTo(document);
    assertThat(scripts(page)).isEqualTo(scripts(FILE.of(Summary.object())));
    assertThat(DOCUMENT.matcher(page).results().toList().get(0).group(1))
        .doesNotContain("<", ">", "&", "\u2028", "\u2029");
  }

  @Test
  void noScriptRunsButThePagesOwn() throws Exception {
    String page = FILE.of(Summary.object());

    assertThat(scripts(page)).hasSizeGreaterThan(3);
    for (String script : scripts(page)) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
      assertThat(policy(page)).contains(Base64.getEncoder().encodeToString(digest));
    }
    assertThat(policy(page)).doesNotContain("unsafe");
  }

  @Test
  void aFileReachesNothingAndALivePageItsServerAlone() {
    String live = new Page(Page.Source.ITS_SERVER).of(Summary.object());

    assertThat(policy(FILE.of(Summary.object())))
        .contains("default-src 'none'", "connect-src 'none'", "form-action 'none'");
    assertThat(policy(live)).contains("default-src 'none'", "connect-src 'self'");
  }

  @Test
  void allOfItIsInside() {
    assertThat(FILE.of(Summary.object()))
        .contains("uPlot", "id=\"d-ttft\"")
        .doesNotContain(" src=", "@import", "{{", "href=\"http");
  }

  private static JsonNode read(String page) throws IOException {
    List<MatchResult> documents = DOCUMENT.matcher(page).results().toList();
    assertThat(documents).hasSize(1);
    return Summary.JSON.readTree(documents.get(0).group(1));
  }

  private static List<String> scripts(String page) {
    return SCRIPT.matcher(page).results().map(found -> found.group(1)).toList();
  }

  private static String policy(String page) {
    int start = page.indexOf("content=\"default-src") + "content=\"".length();
    return page.substring(start, page.indexOf('"', start));
  }
}
