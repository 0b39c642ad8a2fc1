package tidemark.run.scenario.connection;

import java.sql.SQLException;
import tidemark.run.scenario.CaseSite;
import tidemark.sql.SqlPool;

/** Opens the pool that a case tries: a real one, unless a defect is to be found. */
@FunctionalInterface
public interface Pools {
  /** What the engine works with, too. */
  Pools REAL = CaseSite::pool;

  /**
   * A pool whose connections are all open; closed with the site.
   *
   * @throws SQLException if not all of them can be opened
   */
  SqlPool open(CaseSite site, String name, int size) throws SQLException;
}
