package tidemark.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import tidemark.settings.Settings;

/** Makes a run's folder, and points {@code latest} at it. */
final class RunFolder {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private RunFolder() {}

  /**
   * A new folder below {@code run.dir}.
   *
   * @throws tidemark.settings.SettingsException if it cannot be made
   */
  static Path create(Settings settings, String simulation, Instant started) {
    try {
      Path parent = Path.of(settings.text("run.dir"));
      Files.createDirectories(parent);
      String name = simulation + "-" + STAMP.format(started.atZone(ZoneId.systemDefault()));
      Path folder = unique(parent, name);
      pointLatest(parent, folder);
      return folder;
    } catch (IOException | InvalidPathException e) {
      throw settings.refuse("run.dir", "a folder that can be made and written");
    }
  }

  /** Two runs may start in the same second. */
  private static Path unique(Path parent, String name) throws IOException {
    for (int i = 1; ; i++) {
      try {
        return Files.createDirectory(parent.resolve(i == 1 ? name : name + "-" + i));
      } catch (FileAlreadyExistsException e) {
        if (i == 100) {
          throw e;
        }
      }
    }
  }

  /** Where links are not allowed, a file that holds the folder's name does as well. */
  private static void pointLatest(Path parent, Path folder) throws IOException {
    Path latest = parent.resolve("latest");
    Files.deleteIfExists(latest);
    try {
      Files.createSymbolicLink(latest, folder.getFileName());
    } catch (UnsupportedOperationException | IOException e) {
      Files.writeString(latest, folder.getFileName() + "\n");
    }
  }
}
