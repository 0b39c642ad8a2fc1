package tidemark.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import tidemark.sql.SqlDialect;
import tidemark.sql.jdbc.PostgresqlSource;
import tidemark.sql.jdbc.SqliteSource;
import tidemark.workload.Role;

/**
 * What one side is to do, as it is told by the system properties of its JVM.
 *
 * @param user empty for SQLite
 * @param synchronous of SQLite
 * @param time how long it is measured, unless there are counts
 * @param counts turns of each role to be measured; empty for as many as there is time for
 * @param result the file to write what was measured to
 */
record Task(
    Work work,
    SqlDialect dialect,
    String url,
    String user,
    String synchronous,
    Duration warmup,
    Duration time,
    Map<Role, Long> counts,
    Path result) {
  private static final String PREFIX = "bench.";
  private static final Duration STARTING = Duration.ofMinutes(1);
  private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

  /** Opens connections, set up as a run sets them up by default. */
  DataSource source() {
    return switch (dialect) {
      case SQLITE -> new SqliteSource("wal", synchronous, Duration.ofSeconds(5)).of(url);
      case POSTGRESQL -> new PostgresqlSource(user, "", LOCK_WAIT).of(url);
    };
  }

  /**
   * What takes longer than this hangs. A side that is given counts may be much slower than others.
   */
  Duration longest() {
    return warmup.plus(time.multipliedBy(10)).plus(STARTING);
  }

  Task withCounts(Map<Role, Long> value) {
    return new Task(work, dialect, url, user, synchronous, warmup, time, value, result);
  }

  /** The task as options of a JVM. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    options.add(option("work", work));
    options.add(option("dialect", dialect));
    options.add(option("url", url));
    options.add(option("user", user));
    options.add(option("synchronous", synchronous));
    options.add(option("warmup", warmup));
    options.add(option("time", time));
    options.add(option("result", result));
    counts.forEach((role, count) -> options.add(option(role.id(), count)));
    return options;
  }

  private static String option(String name, Object value) {
    return "-D" + PREFIX + name + "=" + value;
  }

  /** The task of this JVM. */
  static Task ofThisJvm() {
    Map<Role, Long> counts = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      String count = System.getProperty(PREFIX + role.id());
      if (count != null) {
        counts.put(role, Long.valueOf(count));
      }
    }
    return new Task(
        Work.valueOf(property("work")),
        SqlDialect.valueOf(property("dialect")),
        property("url"),
        property("user"),
        property("synchronous"),
        Duration.parse(property("warmup")),
        Duration.parse(property("time")),
        counts,
        Path.of(property("result")));
  }

  private static String property(String name) {
    String value = System.getProperty(PREFIX + name);
    if (value == null) {
      throw new IllegalArgumentException("no " + PREFIX + name);
    }
    return value;
  }
}
