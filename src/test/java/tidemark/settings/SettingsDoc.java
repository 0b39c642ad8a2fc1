package tidemark.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes {@code docs/settings.md} from the defaults file, so that the two never disagree. */
final class SettingsDoc {
  static final Path FILE = Path.of("docs", "settings.md");
  static final String COMMAND = "mvn test -Dtest=SettingsDocTest -Dsettings.doc=write";

  private static final String HEAD =
      """
      # Settings

      This page is generated from `src/test/resources/tidemark-defaults.conf`. To change it, change that file and run

      ```
      %s
      ```

      A setting is looked for in these places; the first that has it wins:

      1. system properties: `-Ddb.workers=5`
      2. environment variables: `TIDEMARK_DB_WORKERS=5`
      3. `.env` in the working folder, or the file that `-DenvFile=` names: lines `TIDEMARK_DB_WORKERS=5`
      4. `user-files/conf/tidemark.conf`, the simulation's own block: `DatabaseRolesSimulation { db.workers = 5 }`
      5. `user-files/conf/tidemark.conf`, the rest: `db.workers = 5`
      6. the simulation's own block in the defaults
      7. the defaults below

      Where several environment names set one key, the first that is set wins; one after a `!` means the opposite
      (`NO_SERVER_CHECK=1` is `chat.check=false`), and one without `TIDEMARK_` is not set when it is empty. A bare number for a time is seconds; units
      may be written (`500ms`, `10s`, `2m`, `1h`). A key that ends in `Millis` is in milliseconds, one that ends in
      `Percent` in percent. A key that nobody knows, a value out of range and a file that cannot be read end the run
      before any load, with one line that says which. Secrets are never shown.
      """;

  private SettingsDoc() {}

  /** Writes the page; to be run in the project's folder. */
  public static void main(String[] args) throws IOException {
    Files.createDirectories(FILE.toAbsolutePath().getParent());
    Files.writeString(FILE, markdown(new Catalog()));
  }

  static String markdown(Catalog catalog) {
    Map<String, List<Key>> groups =
        catalog.keys().values().stream()
            .collect(Collectors.groupingBy(SettingsDoc::group, TreeMap::new, Collectors.toList()));
    StringBuilder page = new StringBuilder(HEAD.formatted(COMMAND));
    groups.forEach(
        (group, keys) -> {
          page.append("\n## %s\n\n".formatted(group));
          page.append("| key | what | allowed | default | environment |\n|---|---|---|---|---|\n");
          keys.forEach(key -> page.append(row(catalog, key)));
        });
    return page.toString();
  }

  private static String group(Key key) {
    return key.path().substring(0, key.path().indexOf('.'));
  }

  private static String row(Catalog catalog, Key key) {
    String environment =
        key.environment().stream()
            .map(variable -> code(variable.toString()))
            .collect(Collectors.joining(", "));
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            code(key.path()),
            cell(catalog.about(key)),
            code(key.type().allowed() + unit(key.path())),
            code(key.defaultValue().isEmpty() ? "\"\"" : key.defaultValue()),
            environment);
  }

  private static String unit(String path) {
    return path.endsWith("Millis") ? " ms" : path.endsWith("Percent") ? " %" : "";
  }

  private static String code(String text) {
    return "`" + cell(text) + "`";
  }

  /** A bar would end the table's cell, in code too. */
  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
