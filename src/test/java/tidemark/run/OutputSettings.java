package tidemark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tidemark.settings.Settings;

/**
 * Which files a run writes beside those in its folder. All of them can be written.
 *
 * @param json the summary
 * @param responses a line for each request; empty for the run's folder
 * @param csv gets a row
 * @param rawResults true for every request in the summary too
 */
record OutputSettings(
    Optional<Path> json, Optional<Path> responses, Optional<Path> csv, boolean rawResults) {

  /**
   * Reads the group {@code output}.
   *
   * @throws tidemark.settings.SettingsException if a file cannot be written, or is to hold two
   *     things
   */
  static OutputSettings from(Settings settings) {
    Set<Path> taken = new HashSet<>();
    return new OutputSettings(
        file(settings, "output.json", taken),
        file(settings, "output.responses", taken),
        file(settings, "output.csv", taken),
        settings.flag("output.rawResults"));
  }

  private static Optional<Path> file(Settings settings, String key, Set<Path> taken) {
    String name = settings.text(key).strip();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path file = Path.of(name).toAbsolutePath().normalize();
      if (!taken.add(file)) {
        throw settings.refuse(key, "a file of its own");
      }
      tryToWrite(file);
      return Optional.of(file);
    } catch (IOException | InvalidPathException e) {
      throw settings.refuse(key, "a file that can be written");
    }
  }

  /**
   * Found out now, not when the figures are there. What is in it stays; what was not there goes.
   */
  private static void tryToWrite(Path file) throws IOException {
    Path folder = file.getParent();
    // a link to a folder is no folder for createDirectories
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    boolean fresh = Files.notExists(file);
    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    if (fresh) {
      Files.delete(file);
    }
  }
}
