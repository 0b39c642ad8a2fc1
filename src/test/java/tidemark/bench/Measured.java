package tidemark.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What one side did after its warm-up.
 *
 * @param turns of each role by its name, the refused ones too
 * @param operations turns that changed or read something
 * @param failures turns that failed
 * @param seconds to the end of the last turn
 * @param p50Millis median latency
 * @param p99Millis 99th percentile
 * @param cpuMicros processor time of the side's own process for one turn; NaN if not known
 */
record Measured(
    Map<String, Long> turns,
    long operations,
    long failures,
    double seconds,
    double p50Millis,
    double p99Millis,
    double cpuMicros) {
  private static final String TURNS = "turns.";

  /** Turns of all roles. */
  long allTurns() {
    return turns.values().stream().mapToLong(Long::longValue).sum();
  }

  double turnsPerSecond() {
    return allTurns() / seconds;
  }

  double operationsPerSecond() {
    return operations / seconds;
  }

  void write(Path file) throws IOException {
    Properties all = new Properties();
    turns.forEach((name, count) -> all.setProperty(TURNS + name, count.toString()));
    all.setProperty("operations", Long.toString(operations));
    all.setProperty("failures", Long.toString(failures));
    all.setProperty("seconds", Double.toString(seconds));
    all.setProperty("p50Millis", Double.toString(p50Millis));
    all.setProperty("p99Millis", Double.toString(p99Millis));
    all.setProperty("cpuMicros", Double.toString(cpuMicros));
    try (Writer writer = Files.newBufferedWriter(file)) {
      all.store(writer, null);
    }
  }

  static Measured read(Path file) throws IOException {
    Properties all = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      all.load(reader);
    }
    Map<String, Long> turns = new HashMap<>();
    for (String name : all.stringPropertyNames()) {
      if (name.startsWith(TURNS)) {
        turns.put(name.substring(TURNS.length()), Long.valueOf(all.getProperty(name)));
      }
    }
    return new Measured(
        turns,
        Long.parseLong(all.getProperty("operations")),
        Long.parseLong(all.getProperty("failures")),
        Double.parseDouble(all.getProperty("seconds")),
        Double.parseDouble(all.getProperty("p50Millis")),
        Double.parseDouble(all.getProperty("p99Millis")),
        Double.parseDouble(all.getProperty("cpuMicros")));
  }
}
