package tidemark.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements of one SQL file, each under a line {@code -- name: its_name}. Immutable. */
public final class SqlFile {
  private static final String MARK = "-- name:";

  private final String resource;
  private final Map<String, Sql> statements;

  private SqlFile(String resource, Map<String, Sql> statements) {
    this.resource = resource;
    this.statements = statements;
  }

  static SqlFile parse(String resource, String text) {
    Map<String, StringBuilder> texts = new LinkedHashMap<>();
    StringBuilder current = new StringBuilder();
    for (String line : text.split("\n")) {
      if (line.startsWith(MARK)) {
        current = new StringBuilder();
        if (texts.put(line.substring(MARK.length()).strip(), current) != null) {
          throw new IllegalArgumentException(resource + ": twice " + line);
        }
      } else if (!line.startsWith("--")) {
        current.append(line).append('\n');
      }
    }
    Map<String, Sql> statements = new LinkedHashMap<>();
    texts.forEach((name, sql) -> statements.put(name, new Sql(name, sql.toString().strip())));
    return new SqlFile(resource, statements);
  }

  /**
   * The statement of this name.
   *
   * @throws IllegalArgumentException if the file has none
   */
  public Sql get(String name) {
    Sql sql = statements.get(name);
    if (sql == null) {
      throw new IllegalArgumentException(resource + " has no " + name);
    }
    return sql;
  }

  /** All statements in the file's order. */
  public List<Sql> all() {
    return List.copyOf(statements.values());
  }
}
