package tidemark.chat;

import static io.gatling.javaapi.jdbc.JdbcDsl.jdbcFeeder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.settings.Redacted;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;

/**
 * Prompts from a table: {@code jdbc:<url>|<query>}. User and password are parameters of the URL.
 */
final class PromptTable {
  static final String PREFIX = "jdbc:";
  private static final String ALLOWED = "jdbc:<url>|<query> with a text in the column prompt";

  private PromptTable() {}

  static List<String> read(Settings settings) {
    String source = settings.text(Prompts.KEY).strip();
    int bar = source.indexOf('|');
    if (bar < 0) {
      throw settings.refuse(Prompts.KEY, ALLOWED);
    }
    String url = source.substring(0, bar).strip();
    List<String> prompts = new ArrayList<>();
    for (Map<String, Object> row : rows(settings, url, source.substring(bar + 1))) {
      @Nullable Object prompt = row.get(Prompts.COLUMN);
      if (prompt == null || prompt.toString().isBlank()) {
        throw refused(settings, "row %d has none".formatted(prompts.size() + 1));
      }
      prompts.add(prompt.toString());
    }
    return prompts;
  }

  private static List<Map<String, Object>> rows(Settings settings, String url, String query) {
    try {
      return jdbcFeeder(url, null, null, query).readRecords();
    } catch (Exception e) {
      // Scala declares no SQLException. A driver may quote the URL, and with it a password
      String reason = String.valueOf(e.getMessage()).replace(url, Redacted.url(url));
      throw refused(settings, reason.lines().findFirst().orElse(""));
    }
  }

  private static SettingsException refused(Settings settings, String wrong) {
    return settings.refuse(Prompts.KEY, ALLOWED + "; " + wrong);
  }
}
