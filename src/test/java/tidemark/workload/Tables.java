package tidemark.workload;

import java.sql.SQLException;

/** The tables of a run, all named {@code tidemark_*}. */
public interface Tables {
  /**
   * Makes them anew; what an earlier run left is dropped.
   *
   * @throws SQLException if the user may not, or the database cannot
   */
  void create() throws SQLException;

  /** Drops those that are there. */
  void drop() throws SQLException;
}
