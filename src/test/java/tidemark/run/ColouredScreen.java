package tidemark.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The screen of a terminal as a page, for a picture of it: of the escape sequences, those for
 * colours, bold and dim, which are all that the dashboard uses.
 */
final class ColouredScreen {
  private static final Pattern STYLE = Pattern.compile("\u001b\\[([0-9;]*)m");

  private static final Map<String, String> COLOURS =
      Map.of(
          "31", "#ff7b72",
          "32", "#56d364",
          "33", "#e3b341",
          "34", "#79c0ff",
          "94", "#79c0ff",
          "35", "#d2a8ff",
          "36", "#39c5cf",
          "38;5;208", "#ffa657");

  private static final String PAGE =
      """
      <!DOCTYPE html><meta charset="utf-8"><style>
      html { background: #0d1117 }
      pre { display: inline-block; margin: 0; padding: 14px 18px; color: #d0d7de;
        font: 15px/1.36 "DejaVu Sans Mono", monospace }
      </style><pre>%s</pre>
      """;

  private ColouredScreen() {}

  /** A page with that screen, as {@link Tmux#colouredScreen()} has it. */
  static String page(String screen) {
    StringBuilder html = new StringBuilder();
    Map<String, String> style = new TreeMap<>();
    Matcher change = STYLE.matcher(screen);
    int from = 0;
    while (change.find()) {
      html.append(span(style, screen.substring(from, change.start())));
      apply(change.group(1), style);
      from = change.end();
    }
    html.append(span(style, screen.substring(from)));
    return PAGE.formatted(html.toString().stripTrailing());
  }

  private static String span(Map<String, String> style, String text) {
    String shown = text.replace("&", "&amp;").replace("<", "&lt;");
    List<String> all = new ArrayList<>();
    style.forEach((property, value) -> all.add(property + ":" + value));
    return all.isEmpty() || text.isEmpty()
        ? shown
        : "<span style=\"%s\">%s</span>".formatted(String.join(";", all), shown);
  }

  private static void apply(String code, Map<String, String> style) {
    switch (code) {
      case "", "0" -> style.clear();
      case "1" -> style.put("font-weight", "bold");
      case "2" -> style.put("opacity", "0.6");
      case "39" -> style.remove("color");
      case "49" -> {}
      default -> {
        String colour = COLOURS.get(code);
        if (colour == null) {
          throw new IllegalArgumentException("no colour for " + code);
        }
        style.put("color", colour);
      }
    }
  }
}
