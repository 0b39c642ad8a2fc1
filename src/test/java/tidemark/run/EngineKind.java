package tidemark.run;

import java.sql.SQLException;
import java.util.Locale;
import org.postgresql.ds.PGSimpleDataSource;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.sql.jdbc.JdbcEngine;
import tidemark.sql.jdbc.JdbcSettings;
import tidemark.sql.reactive.ReactiveEngine;
import tidemark.sql.reactive.ReactiveSettings;
import tidemark.sql.reactive.ServerAddress;

/** The engines, by what they are called in {@code db.engine}. */
enum EngineKind {
  /** A thread for each connection; every database. */
  JDBC {
    @Override
    SqlEngine open(DatabaseTarget target, DatabaseSettings database) throws SQLException {
      return JdbcEngine.open(
          target.source(),
          database.dialect(),
          new JdbcSettings(
              database.connections(),
              database.acquireTimeout(),
              database.timeout(),
              database.isolation()));
    }
  },

  /** Few event loops for all connections; PostgreSQL. */
  ASYNC {
    @Override
    SqlEngine open(DatabaseTarget target, DatabaseSettings database) throws SQLException {
      return ReactiveEngine.open(
          address(target),
          new ReactiveSettings(
              database.connections(),
              database.acquireTimeout(),
              database.timeout(),
              database.isolation()));
    }

    @Override
    void check(DatabaseTarget target) {
      address(target);
    }

    private ServerAddress address(DatabaseTarget target) {
      try {
        return ServerAddress.of((PGSimpleDataSource) target.source());
      } catch (IllegalArgumentException e) {
        throw new SettingsException(
            "db.url = %s is refused with db.engine = async: %s; allowed: db.engine = jdbc"
                .formatted(target.shownUrl(), e.getMessage()));
      }
    }
  };

  static final String KEY = "db.engine";

  /**
   * The one that is asked for.
   *
   * @throws SettingsException if it does not speak to this kind of database
   */
  static EngineKind from(Settings settings, SqlDialect dialect) {
    EngineKind kind = valueOf(settings.text(KEY).toUpperCase(Locale.ROOT));
    if (kind == ASYNC && dialect == SqlDialect.SQLITE) {
      throw settings.refuse(
          KEY,
          "jdbc for SQLite, a file in this process, which has no asynchronous driver;"
              + " async with db.backend = postgresql");
    }
    return kind;
  }

  /**
   * Opens it.
   *
   * @throws SQLException if it cannot connect
   */
  abstract SqlEngine open(DatabaseTarget target, DatabaseSettings database) throws SQLException;

  /**
   * Looks at a target before anything is done to it.
   *
   * @throws SettingsException if its URL says what this engine does not know of
   */
  void check(DatabaseTarget target) {}
}
