package tidemark.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.settings.Settings;

/** Makes a run's folder, and points {@code latest} at it. */
final class RunFolder {
  private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final String LATEST = "latest";

  /** A folder's name: what our file holds where {@code latest} cannot be a link. */
  private static final Pattern NAME = Pattern.compile("\\S+-\\d{8}-\\d{6}(-\\d+)?\\s*");

  private static final int LONGEST_NAME = 300;

  private RunFolder() {}

  /**
   * A new folder below {@code run.dir}. It goes with the JVM if it is still empty then: a refused
   * run leaves nothing.
   *
   * @throws tidemark.settings.SettingsException if it cannot be made
   */
  static Path create(Settings settings, String simulation, Instant started) {
    try {
      Path parent = Path.of(settings.text("run.dir"));
      Files.createDirectories(parent);
      String name = simulation + "-" + STAMP.format(started.atZone(ZoneId.systemDefault()));
      Path folder = unique(parent, name);
      folder.toFile().deleteOnExit();
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

  /**
   * Points {@code latest}, which lies beside the folder, at it. To be called when the run is no
   * longer refused, so that {@code latest} stays with the last run that there was. Somebody else's
   * file or folder of that name is left alone.
   */
  static void pointLatest(Path folder) {
    Path latest = folder.resolveSibling(LATEST);
    try {
      if (mayBeReplaced(latest)) {
        replace(latest, folder);
      } else {
        LOG.warn("{} is not Tidemark's and is left as it is", latest);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be pointed at {}: {}", latest, folder, e.toString());
    }
  }

  private static boolean mayBeReplaced(Path latest) throws IOException {
    if (Files.isSymbolicLink(latest) || Files.notExists(latest)) {
      return true;
    }
    return Files.isRegularFile(latest)
        && Files.size(latest) < LONGEST_NAME
        && NAME.matcher(new String(Files.readAllBytes(latest), UTF_8)).matches();
  }

  /** In one step: whoever follows it meanwhile finds the old folder or the new one. */
  private static void replace(Path latest, Path folder) throws IOException {
    Path fresh = folder.resolveSibling("." + LATEST + "-" + folder.getFileName());
    try {
      point(fresh, folder.getFileName());
      Files.move(
          fresh, latest, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Where links are not allowed, a file that holds the folder's name does as well. */
  private static void point(Path fresh, Path folder) throws IOException {
    try {
      Files.createSymbolicLink(fresh, folder);
    } catch (UnsupportedOperationException | IOException e) {
      Files.writeString(fresh, folder + "\n");
    }
  }
}
