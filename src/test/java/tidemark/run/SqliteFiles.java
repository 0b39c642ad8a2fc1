package tidemark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of an embedded SQLite database. */
final class SqliteFiles {
  private static final List<String> SUFFIXES = List.of("", "-wal", "-shm", "-journal");

  private SqliteFiles() {}

  static void close(Path file, boolean keep) throws IOException {
    if (keep) {
      return;
    }
    for (String suffix : SUFFIXES) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }
  }
}
