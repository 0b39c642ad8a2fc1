package tidemark.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a JVM that is measured is to do, as it is told by its system properties. */
interface Task {
  String PREFIX = "bench.";

  /** The task as options of a JVM. */
  List<String> options();

  /** What takes longer than this hangs. */
  Duration longest();

  /** The file to write what was measured to. */
  Path result();

  static String option(String name, Object value) {
    return "-D" + PREFIX + name + "=" + value;
  }

  /** What this JVM was told. */
  static String property(String name) {
    String value = System.getProperty(PREFIX + name);
    if (value == null) {
      throw new IllegalArgumentException("no " + PREFIX + name);
    }
    return value;
  }
}
