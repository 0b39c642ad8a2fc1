package tidemark.run.scenario.connection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tidemark.error.ErrorClass;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.Polling;
import tidemark.run.scenario.commit.CommitOutcome;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;

/** A server that ends the processes behind transactions: some at a statement, some at COMMIT. */
public record KilledWhileBusy(CommitPlace place) implements Case {
  /** The reference is looked at by COMMIT, which then waits for who has its row locked. */
  private static final String TABLE =
      """
      CREATE TABLE tidemark_commit_gate (
        id BIGINT PRIMARY KEY,
        gate BIGINT REFERENCES tidemark_commit_gate DEFERRABLE INITIALLY DEFERRED)""";

  private static final String GATE = "INSERT INTO tidemark_commit_gate VALUES (0, NULL)";
  private static final String SHUT = "SELECT id FROM tidemark_commit_gate WHERE id = 0 FOR UPDATE";
  private static final String LEFT = "SELECT count(*) FROM tidemark_commit_gate WHERE id < 0";

  /** Who waits for a lock until it is killed must not give up before. */
  private static final Sql PATIENTLY = new Sql("patiently", "SET LOCAL lock_timeout = 0");

  private static final int OF_EACH = 2;

  @Override
  public String name() {
    return "connection-killed-busy";
  }

  @Override
  public String expected() {
    return "of backends killed at work, those at a statement fail as connection_lost and leave"
        + " nothing, those at COMMIT alone are unknown; the pool heals, nothing acknowledged is"
        + " lost";
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    if (site.dialect() == SqlDialect.SQLITE) {
      return Observation.skipped(KilledWhileIdle.NO_SERVER);
    }
    OwnSession keeper = OwnSession.open(site);
    keeper.execute(TABLE);
    keeper.execute(GATE);
    KillTrial trial = KillTrial.open(site, place, name());
    keeper.execute("BEGIN");
    keeper.execute(SHUT);
    List<CompletableFuture<CommitOutcome>> committing = new ArrayList<>();
    List<CompletableFuture<CommitOutcome>> working = new ArrayList<>();
    for (int i = 0; i < OF_EACH; i++) {
      committing.add(trial.desk().order(i, PATIENTLY, row(i + 1, "0")));
      String branch = trial.desk().branch(OF_EACH + i);
      keeper.execute(
          "SELECT name FROM tidemark_commit_branch WHERE name = '%s' FOR UPDATE".formatted(branch));
      working.add(trial.desk().order(OF_EACH + i, PATIENTLY, row(-1 - i, "NULL")));
    }
    if (!Polling.until(KillTrial.PATIENCE, () -> blocked(trial).size() == 2 * OF_EACH)) {
      trial.breaks("not all transactions wait");
    }
    trial.kill(blocked(trial));
    for (int i = 0; i < OF_EACH; i++) {
      trial.mustFail(committing.get(i), ErrorClass.UNKNOWN);
      trial.mustFail(working.get(i), ErrorClass.CONNECTION);
    }
    keeper.execute("ROLLBACK");
    if (!keeper.text(LEFT).equals("0")) {
      trial.breaks("a transaction that was refused has left a row");
    }
    return trial.healed();
  }

  private static Sql row(int id, String gate) {
    return new Sql("gate", "INSERT INTO tidemark_commit_gate VALUES (%d, %s)".formatted(id, gate));
  }

  private static List<ServerSession> blocked(KillTrial trial) throws SQLException {
    return trial.sessions().all().stream().filter(ServerSession::blocked).toList();
  }
}
