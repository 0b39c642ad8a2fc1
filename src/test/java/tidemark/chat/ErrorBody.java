package tidemark.chat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a person may want to know from the body of an error: JSON of many forms, HTML, or text. */
final class ErrorBody {
  /** Most characters of a line. */
  static final int MAX_CHARS = 300;

  private static final int BYTES_READ = 8 * 1024;
  private static final Pattern UNSEEN =
      Pattern.compile("(?is)<(style|script)\\b.*?</\\1>|<!--.*?-->");
  private static final Pattern TAG = Pattern.compile("<[^<>]*>");

  private ErrorBody() {}

  /**
   * The body's message in one line without control characters, of {@value #MAX_CHARS} characters at
   * most: of JSON the first text named {@code message}, {@code msg} or {@code detail}, else the one
   * named {@code error}, else all of it.
   *
   * @return null if there is nothing to read
   */
  static @Nullable String line(byte[] body, int length) {
    int read = Math.min(length, BYTES_READ);
    String said = said(body, read);
    String line = oneLine(said != null ? said : seen(body, read));
    return line.isEmpty() ? null : line;
  }

  private static @Nullable String said(byte[] body, int length) {
    String error = null;
    try (JsonParser json = Json.parser(body, 0, length)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        String name = token == JsonToken.VALUE_STRING ? nameOf(json.getParsingContext()) : null;
        if (name == null) {
          continue;
        }
        switch (name) {
          case "message", "msg", "detail" -> {
            return json.getText();
          }
          case "error" -> error = json.getText();
          default -> {}
        }
      }
    } catch (IOException e) {
      return error; // no JSON, or cut
    }
    return error;
  }

  /** An array's elements go by the array's name. */
  private static @Nullable String nameOf(JsonStreamContext place) {
    return place.inArray() ? place.getParent().getCurrentName() : place.getCurrentName();
  }

  private static String seen(byte[] body, int length) {
    String text = new String(body, 0, length, StandardCharsets.UTF_8);
    if (!text.stripLeading().startsWith("<")) {
      return text;
    }
    return TAG.matcher(UNSEEN.matcher(text).replaceAll(" ")).replaceAll(" ");
  }

  private static String oneLine(String text) {
    StringBuilder folded = new StringBuilder();
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (Character.isWhitespace(one) || Character.isISOControl(one)) {
        blank = true;
      } else {
        folded.append(blank && !folded.isEmpty() ? " " : "").append(one);
        blank = false;
      }
    }
    TextSoFar line = new TextSoFar(MAX_CHARS);
    line.append(folded);
    return line.toString();
  }
}
