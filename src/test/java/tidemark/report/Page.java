package tidemark.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A web page that shows a run, in one text: template, styles, scripts and what is known of the run.
 * It reaches nothing beyond itself, and runs no script but its own. Immutable.
 */
final class Page {
  private static final String FOLDER = "web/";
  private static final String UPLOT = "META-INF/resources/webjars/uplot/%s/dist/";
  private static final String UPLOT_VERSION = "META-INF/maven/org.webjars.npm/uplot/pom.properties";

  private static final String POLICY =
      "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:;"
          + " connect-src %s; style-src %s; script-src %s";

  private final String beforeDocument;
  private final String afterDocument;

  /** Whom the page may ask for more. */
  enum Source {
    /** Nobody: a file. */
    NOBODY("'none'"),
    /** The server that it came from. */
    ITS_SERVER("'self'");

    private final String policy;

    Source(String policy) {
      this.policy = policy;
    }
  }

  Page(Source source) {
    List<String> styles = List.of(uplot("uPlot.min.css"), own("page.css"));
    List<String> scripts =
        List.of(
            uplot("uPlot.iife.min.js"),
            own("figures.js"),
            own("elements.js"),
            own("charts.js"),
            own("sections.js"),
            own("live.js"),
            own("page.js"));
    String policy = POLICY.formatted(source.policy, hashes(styles), hashes(scripts));
    String[] parts =
        own("page.html")
            .replace("{{policy}}", policy)
            .replace("{{styles}}", elements("style", styles))
            .replace("{{scripts}}", elements("script", scripts))
            .split("\\{\\{document}}", 2);
    beforeDocument = parts[0];
    afterDocument = parts[1];
  }

  /** The page with what is known of a run. */
  String of(JsonNode document) {
    return beforeDocument + inScript(document.toString()) + afterDocument;
  }

  /**
   * JSON that may stand in a script element: nothing in it can end the element or begin a comment.
   * Such characters are in its texts only, where they may be written by their number.
   */
  static String inScript(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String elements(String name, List<String> contents) {
    return contents.stream()
        .map(content -> "<%1$s>%2$s</%1$s>".formatted(name, content))
        .collect(Collectors.joining("\n"));
  }

  private static String hashes(List<String> contents) {
    return contents.stream().map(Page::hash).collect(Collectors.joining(" "));
  }

  /** How a policy names the one text that it allows. */
  private static String hash(String content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String own(String name) {
    return resource(FOLDER + name);
  }

  private static String uplot(String name) {
    Properties about = new Properties();
    try (InputStream in = open(UPLOT_VERSION)) {
      about.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(UPLOT_VERSION, e);
    }
    return resource(UPLOT.formatted(about.getProperty("version")) + name);
  }

  private static String resource(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = Page.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IOException(name + " is not on the class path");
    }
    return in;
  }
}
