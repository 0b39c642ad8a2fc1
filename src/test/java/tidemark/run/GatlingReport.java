package tidemark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds where Gatling will put its HTML report. */
final class GatlingReport {
  private static final Path RESULTS = Path.of("target", "gatling");

  private GatlingReport() {}

  /** The newest result folder of this simulation that is not older than the run. */
  static Optional<Path> of(String simulation, Instant started) {
    String prefix = simulation.toLowerCase(Locale.ROOT) + "-";
    try (Stream<Path> folders = Files.list(RESULTS)) {
      return folders
          .filter(folder -> String.valueOf(folder.getFileName()).startsWith(prefix))
          .filter(folder -> !modified(folder).isBefore(started))
          .max(Comparator.comparing(GatlingReport::modified))
          .map(folder -> folder.resolve("index.html"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Instant modified(Path folder) {
    try {
      return Files.getLastModifiedTime(folder).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }
}
