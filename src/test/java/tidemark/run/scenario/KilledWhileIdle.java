package tidemark.run.scenario;

import java.time.Duration;
import tidemark.sql.SqlDialect;
import tidemark.workload.CommitLog;

/** A server that ends the processes behind connections that nobody uses. */
public final class KilledWhileIdle implements Case {
  static final String NO_SERVER = "SQLite has no server";

  private final CommitLog log;
  private final String tag;

  public KilledWhileIdle(CommitLog log, String tag) {
    this.log = log;
    this.tag = tag;
  }

  @Override
  public String name() {
    return "connection-killed-idle";
  }

  @Override
  public String expected() {
    return "when all backends of a pool are killed while idle, each fails one commit at most, as"
        + " connection_lost; the pool heals, every acknowledged commit is there";
  }

  @Override
  public Duration limit() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    if (site.dialect() == SqlDialect.SQLITE) {
      return Observation.skipped(NO_SERVER);
    }
    KillTrial trial = KillTrial.open(site, log, tag + "_idle");
    trial.kill(trial.sessions().all());
    return trial.healed();
  }
}
