package tidemark.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The SQL files that are there. */
final class SqlResources {
  private SqlResources() {}

  /** Their names, as {@link SqlDialect#file} wants them. */
  static SortedSet<String> files(SqlDialect dialect) {
    URI folder =
        URI.create(
            Objects.requireNonNull(SqlResources.class.getResource("/sql/" + dialect.id()))
                .toString());
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      SortedSet<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.getFileName().toString().replaceAll("\\.sql$", "")));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
