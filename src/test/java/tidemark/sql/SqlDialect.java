package tidemark.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The databases that Tidemark speaks to; each has its SQL in a folder of its own. */
public enum SqlDialect {
  SQLITE,
  POSTGRESQL;

  /** {@code sqlite} or {@code postgresql}: the name in settings, summary and resources. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The statements of {@code sql/<dialect>/<file>.sql}.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  public SqlFile file(String file) {
    String resource = "sql/" + id() + "/" + file + ".sql";
    try (InputStream in = SqlDialect.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException(resource + " is not there");
      }
      return SqlFile.parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
