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
record SqlTask(
    Work work,
    SqlDialect dialect,
    String url,
    String user,
    String synchronous,
    Duration warmup,
    Duration time,
    Map<Role, Long> counts,
    Path result)
    implements Task {
  private static final Duration STARTING = Duration.ofMinutes(1);
  private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

  /** Opens connections, set up as a run sets them up by default. */
  DataSource source() {
    return switch (dialect) {
      case SQLITE -> new SqliteSource("wal", synchronous, Duration.ofSeconds(5)).of(url);
      case POSTGRESQL -> new PostgresqlSource(user, "", LOCK_WAIT).of(url);
    };
  }

  /** A side that is given counts may be much slower than others. */
  @Override
  public Duration longest() {
    return warmup.plus(time.multipliedBy(10)).plus(STARTING);
  }

  /** To do so many turns of each role, by its name. */
  SqlTask withCounts(Map<String, Long> turns) {
    Map<Role, Long> value = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      value.put(role, turns.getOrDefault(role.id(), 0L));
    }
    return new SqlTask(work, dialect, url, user, synchronous, warmup, time, value, result);
  }

  @Override
  public List<String> options() {
    List<String> options = new ArrayList<>();
    options.add(Task.option("work", work));
    options.add(Task.option("dialect", dialect));
    options.add(Task.option("url", url));
    options.add(Task.option("user", user));
    options.add(Task.option("synchronous", synchronous));
    options.add(Task.option("warmup", warmup));
    options.add(Task.option("time", time));
    options.add(Task.option("result", result));
    counts.forEach((role, count) -> options.add(Task.option(role.id(), count)));
    return options;
  }

  /** The task of this JVM. */
  static SqlTask ofThisJvm() {
    Map<Role, Long> counts = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      String count = System.getProperty(Task.PREFIX + role.id());
      if (count != null) {
        counts.put(role, Long.valueOf(count));
      }
    }
    return new SqlTask(
        Work.valueOf(Task.property("work")),
        SqlDialect.valueOf(Task.property("dialect")),
        Task.property("url"),
        Task.property("user"),
        Task.property("synchronous"),
        Duration.parse(Task.property("warmup")),
        Duration.parse(Task.property("time")),
        counts,
        Path.of(Task.property("result")));
  }
}
