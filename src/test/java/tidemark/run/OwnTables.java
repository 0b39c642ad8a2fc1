package tidemark.run;

import java.sql.SQLException;
import tidemark.workload.Tables;

/** Makes the tables of a run in its database, and has them gone at its end. */
final class OwnTables {
  private OwnTables() {}

  /**
   * Makes them. From here on they are ours alone, and gone at the end unless they are to be kept.
   *
   * @param opened takes what is to be undone
   * @throws tidemark.settings.SettingsException if another run works there, or it cannot be done
   */
  static void prepare(
      Tables tables, DatabaseTarget target, DatabaseSettings database, Opened opened) {
    if (database.embedded()) {
      create(tables, target);
      return;
    }
    DatabaseLock lock = DatabaseLock.take(target, database.dialect());
    opened.add(keep -> lock.close());
    create(tables, target);
    opened.add(
        keep -> {
          if (!keep) {
            lock.renew();
            tables.drop();
          }
        });
  }

  private static void create(Tables tables, DatabaseTarget target) {
    try {
      tables.create();
    } catch (SQLException e) {
      throw target.unusable(e);
    }
  }
}
