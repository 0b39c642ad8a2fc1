package tidemark.run.scenario.commit;

import java.sql.SQLException;
import java.util.Optional;
import tidemark.error.ErrorKind;
import tidemark.run.scenario.CaseSite;
import tidemark.sql.SqlEngine;
import tidemark.workload.Commit;

/**
 * As many connections as the server admits. Whoever gets none has failed, not the case.
 *
 * @param engine on all that were admitted
 * @param refusal why there are not more; empty if there are as many as were asked for
 */
record Admitted(SqlEngine engine, int connections, Optional<ErrorKind> refusal) {
  private static final Commit UNTRIED = new Commit("", "", "");

  /**
   * Opens them, after a look at how many there can be: a pool learns that slowly. Where others have
   * a share there is no look, which could take for a moment what is theirs.
   *
   * @throws SQLException if there is not one
   */
  static Admitted of(CaseSite site, int wanted) throws SQLException {
    CaseSite.Reach reach =
        site.mayFill() ? site.reach(wanted) : new CaseSite.Reach(wanted, Optional.empty());
    SqlEngine engine = site.engine(Math.max(1, reach.opened()));
    return new Admitted(engine, reach.opened(), reach.refusal());
  }

  /** The commit of a connection that was refused. */
  CommitOutcome untried() {
    return new CommitOutcome(UNTRIED, Optional.empty(), refusal, 0, 0);
  }
}
