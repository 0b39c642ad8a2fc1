package tidemark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tidemark.report.OutputJson;
import tidemark.report.RunsCsv;
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
        file(settings, "output.json", taken, OutputJson::check),
        // lines are appended as rows are
        file(settings, "output.responses", taken, RunsCsv::check),
        file(settings, "output.csv", taken, RunsCsv::check),
        settings.flag("output.rawResults"));
  }

  /** Finds out now, not when the figures are there, whether a file can be written. */
  private interface Check {
    void of(Path file) throws IOException;
  }

  private static Optional<Path> file(
      Settings settings, String key, Set<Path> taken, Check writable) {
    String name = settings.text(key).strip();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path file = Path.of(name).toAbsolutePath().normalize();
      if (!taken.add(file)) {
        throw settings.refuse(key, "a file of its own");
      }
      makeFolder(file);
      writable.of(file);
      return Optional.of(file);
    } catch (IOException | InvalidPathException e) {
      throw settings.refuse(key, "a file that can be written");
    }
  }

  private static void makeFolder(Path file) throws IOException {
    Path folder = file.getParent();
    // a link to a folder is no folder for createDirectories
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }
}
