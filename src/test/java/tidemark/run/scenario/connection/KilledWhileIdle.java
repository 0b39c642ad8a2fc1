package tidemark.run.scenario.connection;

import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.sql.SqlDialect;

/** A server that ends the processes behind connections that nobody uses. */
public record KilledWhileIdle(CommitPlace place) implements Case {
  static final String NO_SERVER = "SQLite has no server";

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
  public Observation run(CaseSite site) throws Exception {
    if (site.dialect() == SqlDialect.SQLITE) {
      return Observation.skipped(NO_SERVER);
    }
    KillTrial trial = KillTrial.open(site, place, name());
    trial.kill(trial.sessions().all());
    return trial.healed();
  }
}
