package tidemark.chat;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import tidemark.settings.Settings;

/**
 * What users ask: the prompts in their order, round and round. They are no feeder, for that would
 * send each user to another thread and back. Thread-safe; holds all prompts in memory.
 */
public final class Prompts {
  /** Of a file or a table. */
  static final String COLUMN = "prompt";

  static final String KEY = "chat.prompts";
  private static final String ONE = "chat.prompt";
  private static final String FOLDER = "data";

  private final List<String> texts;
  private final AtomicLong taken = new AtomicLong();

  private Prompts(List<String> texts) {
    this.texts = List.copyOf(texts);
  }

  /**
   * Reads {@code chat.prompts}, or without it {@code chat.prompt}.
   *
   * @throws tidemark.settings.SettingsException if there is none, or one that cannot be read
   */
  public static Prompts from(Settings settings) {
    if (settings.text(KEY).isBlank()) {
      String prompt = settings.text(ONE);
      if (prompt.isBlank()) {
        throw settings.refuse(ONE, "a text");
      }
      return new Prompts(List.of(prompt));
    }
    return new Prompts(read(settings, settings.text(KEY).strip()));
  }

  private static List<String> read(Settings settings, String source) {
    String name = source.toLowerCase(Locale.ROOT);
    if (name.startsWith(PromptTable.PREFIX)) {
      return PromptTable.read(settings);
    }
    if (name.endsWith(".csv")) {
      return PromptCsv.read(UserFile.find(settings, KEY, FOLDER));
    }
    if (name.endsWith(".jsonl")) {
      return PromptLines.read(UserFile.find(settings, KEY, FOLDER));
    }
    throw settings.refuse(KEY, "a file *.csv or *.jsonl, or jdbc:<url>|<query>");
  }

  /** How many there are before they begin anew. */
  public int size() {
    return texts.size();
  }

  /** The next one; there always is one. */
  public String next() {
    return texts.get((int) (taken.getAndIncrement() % texts.size()));
  }
}
