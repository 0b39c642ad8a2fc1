package tidemark.run.scenario.connection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.sql.SqlDialect;

/** More clients than a server admits, and a pool among them that is exhausted itself. */
public record ServerLimit(Pools pools) implements Case {
  private static final String TOO_MANY = "too_many_connections";
  private static final int POOL = 2;

  @Override
  public String name() {
    return "connection-server-limit";
  }

  @Override
  public String expected() {
    return "of more clients than the server admits, those who are refused get too_many_connections,"
        + " borrowers at a pool pool_timeout; those admitted work on";
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    if (site.dialect() == SqlDialect.SQLITE) {
      return Observation.skipped(KilledWhileIdle.NO_SERVER);
    }
    OwnSession own = OwnSession.open(site);
    Optional<LimitedRole> role = LimitedRole.make(own);
    if (role.isPresent()) {
      return asRole(site, site.closing(role.get()));
    }
    return site.mayFill()
        ? tried(site, open(site), Integer.parseInt(own.text("SHOW max_connections")))
        : Observation.skipped(
            "the user may make no role, and all connections of a server that is not on this"
                + " machine may not be taken from others, unless run.destructive=true and"
                + " run.destructiveTarget names it again");
  }

  private Observation asRole(CaseSite site, LimitedRole role) throws Exception {
    CaseSite limited = site.with(role::source);
    PoolTrial trial;
    try {
      trial = open(limited);
    } catch (SQLException e) {
      if (!isNotLetIn(e)) {
        throw e;
      }
      return Observation.skipped("a role made for it is not let in: " + e.getSQLState());
    }
    return tried(limited, trial, LimitedRole.LIMIT);
  }

  /** 28 is the class of those whom a server's rules do not let in; 42501 is a database's own. */
  private static boolean isNotLetIn(SQLException refusal) {
    String state = String.valueOf(refusal.getSQLState());
    return state.startsWith("28") || state.equals("42501");
  }

  private PoolTrial open(CaseSite site) throws SQLException {
    return PoolTrial.open(site, pools, name(), POOL);
  }

  private Observation tried(CaseSite site, PoolTrial trial, int most) throws Exception {
    trial.hold("holder", POOL);
    trial.refuse("late", 1);
    List<OwnSession> beside = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < most + PoolTrial.EXTRA && refused < PoolTrial.EXTRA; i++) {
      try {
        beside.add(OwnSession.open(site));
      } catch (SQLException e) {
        refused++;
        mustBeTooMany(trial, site, e);
      }
    }
    int admitted = POOL + beside.size();
    if (refused < PoolTrial.EXTRA) {
      trial.breaks("%d clients were admitted, where %d is the limit".formatted(admitted, most));
    }
    try {
      pools.open(site, name() + "-more", 1);
      trial.breaks("the server admitted one more pool");
    } catch (SQLException e) {
      mustBeTooMany(trial, site, e);
    }
    for (OwnSession client : beside) {
      client.text("SELECT 1");
      client.close();
    }
    trial.release();
    trial.checkWhole();
    trial.figure("admitted", (long) admitted);
    trial.figure("refused", (long) refused);
    return trial.observation(
        "%d admitted, %d refused as %s; in the pool %s as pool_timeout"
            .formatted(admitted, refused, TOO_MANY, trial.refusals()));
  }

  private static void mustBeTooMany(PoolTrial trial, CaseSite site, SQLException refusal) {
    String category = site.kind(refusal).category();
    if (!category.equals(TOO_MANY)) {
      trial.breaks("a client was refused as " + category);
    }
  }
}
