package tidemark.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import tidemark.sql.SqlDialect;

/**
 * Since when the server is up. One that restarts in mid-run loses nothing that it acknowledged, if
 * all is well, and the run goes on: but it is not what was to be measured. SQLite has no server.
 */
final class Uptime {
  /** A server that crashed begins its statistics anew; one that was stopped has kept them. */
  private static final String START =
      "SELECT pg_postmaster_start_time(), stats_reset >= pg_postmaster_start_time()"
          + " FROM pg_stat_bgwriter";

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Start NO_SERVER = new Start(OffsetDateTime.MIN, false);

  private final DatabaseTarget target;
  private final SqlDialect dialect;
  private final Start atBegin;

  /**
   * What happened to the server.
   *
   * @param sinceNanos since when it is up again by its own clock, as {@link System#nanoTime()}
   */
  record Interruption(String text, OptionalLong sinceNanos) {}

  private record Start(OffsetDateTime time, boolean afterCrash) {}

  private Uptime(DatabaseTarget target, SqlDialect dialect) throws SQLException {
    this.target = target;
    this.dialect = dialect;
    this.atBegin = read();
  }

  /** To be called when the run begins. */
  static Uptime of(DatabaseTarget target, SqlDialect dialect) {
    try {
      return new Uptime(target, dialect);
    } catch (SQLException e) {
      throw target.unusable(e);
    }
  }

  private Start read() throws SQLException {
    if (dialect == SqlDialect.SQLITE) {
      return NO_SERVER;
    }
    try (Connection connection = target.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(START)) {
      row.next();
      return new Start(row.getObject(1, OffsetDateTime.class), row.getBoolean(2));
    }
  }

  /** Gives a server that is just coming up again a while; returns at once if it answers. */
  void awaitAnswer(Duration longest) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!answers() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private boolean answers() {
    try {
      read();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** What happened to the server since then, if anything did. */
  Optional<Interruption> interruption() {
    try {
      Start now = read();
      if (now.time().equals(atBegin.time())) {
        return Optional.empty();
      }
      String text =
          "the server %srestarted during the run: it is up since %s"
              .formatted(now.afterCrash() ? "crashed and " : "", now.time());
      Duration since = Duration.between(now.time(), OffsetDateTime.now(now.time().getOffset()));
      return Optional.of(
          new Interruption(text, OptionalLong.of(System.nanoTime() - since.toNanos())));
    } catch (SQLException e) {
      String text = "nobody can say whether the server restarted: " + DatabaseTarget.oneLine(e);
      return Optional.of(new Interruption(text, OptionalLong.empty()));
    }
  }
}
