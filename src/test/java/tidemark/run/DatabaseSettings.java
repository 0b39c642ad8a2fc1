package tidemark.run;

import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import tidemark.settings.Redacted;
import tidemark.settings.Settings;
import tidemark.sql.SqlDialect;
import tidemark.sql.jdbc.SqliteSource;

/**
 * Which database a run is pointed at, and how it connects.
 *
 * @param dialect the kind of database
 * @param engine how roles work with it
 * @param url a JDBC URL, or {@code embedded}
 * @param auditEvery time between two audits while the run goes on; zero for none
 * @param isolation JDBC's number of the level; empty for the database's own default
 */
record DatabaseSettings(
    SqlDialect dialect,
    EngineKind engine,
    String url,
    String user,
    String password,
    int workers,
    Duration warmup,
    Duration time,
    int retries,
    Duration auditEvery,
    boolean keep,
    int connections,
    Duration acquireTimeout,
    Duration timeout,
    Optional<Integer> isolation,
    SqliteSource sqlite,
    Duration lockTimeout) {
  private static final String EMBEDDED = "embedded";
  private static final String SQLITE_PREFIX = "jdbc:sqlite:";
  private static final String POSTGRESQL_PREFIX = "jdbc:postgresql:";
  private static final int MOST_CONNECTIONS = 50;

  static DatabaseSettings from(Settings settings) {
    String url = settings.text("db.url").strip();
    SqlDialect dialect = dialect(settings, url);
    int workers = settings.integer("db.workers");
    return new DatabaseSettings(
        dialect,
        EngineKind.from(settings, dialect),
        url,
        settings.text("db.user"),
        settings.text("db.password"),
        workers,
        Warmup.of(settings, false),
        settings.duration("db.seconds"),
        settings.integer("db.retries"),
        settings.duration("db.auditSeconds"),
        settings.flag("db.keep"),
        settings
            .unless("auto", "db.pool.max", Long.class)
            .map(Math::toIntExact)
            .orElse(Math.min(workers * 5 + 5, MOST_CONNECTIONS)),
        settings.duration("db.pool.acquireTimeout"),
        settings.duration("db.timeout"),
        isolation(settings, dialect),
        new SqliteSource(
            settings.text("db.sqlite.journalMode"),
            settings.text("db.sqlite.synchronous"),
            settings.duration("db.sqlite.busyTimeout")),
        settings.duration("db.postgresql.lockTimeout"));
  }

  /** The backend follows from the URL; one that says otherwise is refused. */
  private static SqlDialect dialect(Settings settings, String url) {
    String backend = settings.text("db.backend");
    if (url.equals(EMBEDDED)) {
      return backend.equals("auto") ? SqlDialect.SQLITE : ofBackend(backend);
    }
    SqlDialect dialect;
    if (url.startsWith(SQLITE_PREFIX) && namesFile(url) && !inMemory(url)) {
      dialect = SqlDialect.SQLITE;
    } else if (url.startsWith(POSTGRESQL_PREFIX) && !namesUser(url)) {
      dialect = SqlDialect.POSTGRESQL;
    } else {
      throw settings.refuse(
          "db.url",
          "embedded, jdbc:sqlite:<file>, jdbc:postgresql://<host>[:<port>]/<database>,"
              + " user and password in db.user and db.password");
    }
    if (!backend.equals("auto") && ofBackend(backend) != dialect) {
      throw settings.refuse(
          "db.backend",
          "auto or %s, which db.url = %s is".formatted(dialect.id(), Redacted.url(url)));
    }
    return dialect;
  }

  /** The driver does not know {@code user:password@host}, and would log the password. */
  private static boolean namesUser(String url) {
    return url.replaceFirst("\\?.*", "").contains("@");
  }

  /** Without a name each connection would have a file of its own. */
  private static boolean namesFile(String url) {
    return !url.substring(SQLITE_PREFIX.length()).matches("(file:)?/*(\\?.*)?");
  }

  /** In memory each connection would have a database of its own. */
  private static boolean inMemory(String url) {
    return url.contains(":memory:") || url.contains("mode=memory");
  }

  private static SqlDialect ofBackend(String backend) {
    return backend.equals("sqlite") ? SqlDialect.SQLITE : SqlDialect.POSTGRESQL;
  }

  private static Optional<Integer> isolation(Settings settings, SqlDialect dialect) {
    String level = settings.text("db.isolation");
    if (level.equals("default")) {
      return Optional.empty();
    }
    if (dialect == SqlDialect.SQLITE && !level.equals("serializable")) {
      throw settings.refuse("db.isolation", "default | serializable, for SQLite");
    }
    return Optional.of(
        switch (level) {
          case "read_committed" -> Connection.TRANSACTION_READ_COMMITTED;
          case "repeatable_read" -> Connection.TRANSACTION_REPEATABLE_READ;
          default -> Connection.TRANSACTION_SERIALIZABLE;
        });
  }

  boolean embedded() {
    return url.equals(EMBEDDED);
  }

  /** Without what opens the database. */
  @Override
  public String toString() {
    return "DatabaseSettings[" + Redacted.url(url) + "]";
  }
}
