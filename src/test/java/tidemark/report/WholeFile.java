package tidemark.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all: whoever reads it finds the old one or the new one. */
final class WholeFile {
  private static final String UNFINISHED = ".new";

  /** Writes what the file is to hold. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Replaces the file.
   *
   * @throws IOException if it cannot be written; the old one is as it was
   */
  static void write(Path file, Content content) throws IOException {
    Path unfinished = unfinished(file);
    try (OutputStream out = Files.newOutputStream(unfinished)) {
      content.writeTo(out);
    } catch (IOException e) {
      delete(unfinished, e);
      throw e;
    }
    Files.move(
        unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void delete(Path unfinished, IOException cause) {
    try {
      if (Files.isRegularFile(unfinished)) {
        Files.delete(unfinished);
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Finds out whether the file could be written now; leaves nothing.
   *
   * @throws IOException if it could not
   */
  static void check(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder or a device");
    }
    Files.newOutputStream(unfinished(file)).close();
    Files.delete(unfinished(file));
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + UNFINISHED);
  }
}
