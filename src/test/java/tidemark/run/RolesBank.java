package tidemark.run;

import static io.gatling.javaapi.jdbc.JdbcDsl.jdbcFeeder;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import tidemark.sql.SqlEngine;
import tidemark.workload.Bank;

/**
 * The bank that the roles work on, ready for them.
 *
 * @param branches names of the bank's branches
 */
record RolesBank(DatabaseTarget target, SqlEngine engine, List<String> branches) {
  /**
   * Reaches or starts the database and makes the bank's tables in it. From here on the bank is ours
   * alone, and gone at the end unless it is to be kept.
   *
   * @param folder where an embedded database lies
   * @param opened takes what is opened
   * @param opening opens the engine
   * @throws tidemark.settings.SettingsException if that cannot be done
   */
  static RolesBank open(
      DatabaseSettings database, Path folder, Opened opened, EngineOpening opening) {
    DatabaseTarget target = DatabaseTarget.open(database, folder, opened);
    database.engine().check(target);
    OwnTables.prepare(new Bank(target.source(), database.dialect()), target, database, opened);
    SqlEngine engine = engine(target, opening);
    opened.add(keep -> engine.close());
    return new RolesBank(target, engine, branches(target));
  }

  /** Opens an engine on a target whose tables are made. */
  interface EngineOpening {
    SqlEngine open(DatabaseTarget target) throws SQLException;
  }

  private static SqlEngine engine(DatabaseTarget target, EngineOpening opening) {
    try {
      return opening.open(target);
    } catch (SQLException e) {
      throw target.unusable(e);
    }
  }

  private static List<String> branches(DatabaseTarget target) {
    try {
      return jdbcFeeder(target.url(), target.user(), target.password(), Bank.BRANCHES)
          .readRecords()
          .stream()
          .map(branch -> String.valueOf(branch.get("name")))
          .toList();
    } catch (Exception e) { // Scala does not declare the SQLException that it throws
      throw target.unusable(e);
    }
  }
}
