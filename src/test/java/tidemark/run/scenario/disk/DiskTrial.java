package tidemark.run.scenario.disk;

import java.time.Duration;
import tidemark.run.scenario.Observation;
import tidemark.sql.SqlDialect;

/** Trials with a full disk, each of which is in a JVM and a namespace of its own. */
public enum DiskTrial {
  SQLITE_TMPFS(
      SqlDialect.SQLITE,
      "disk-tmpfs",
      "a file on a small disk refuses batches as disk_full, whole; "),
  SQLITE_FILE_SIZE(
      SqlDialect.SQLITE,
      "disk-file-size",
      "a file that may not grow refuses batches as io_error, whole; "),
  SQLITE_NTH_WRITE(
      SqlDialect.SQLITE,
      "disk-nth-write",
      "no space at the Nth write, for every N, refuses that batch as disk_full, whole; "),
  TABLESPACE(
      SqlDialect.POSTGRESQL,
      "disk-tablespace",
      "a tablespace on a small disk refuses batches as disk_full, whole; "),
  DATA(
      SqlDialect.POSTGRESQL,
      "disk-data",
      "a data folder on a small disk, its log on another, refuses batches as disk_full, whole; "),
  WAL(
      SqlDialect.POSTGRESQL,
      "disk-wal",
      "a log on a small disk ends the server in a panic, and it recovers when there is room; "),
  POSTGRESQL_NTH_WRITE(
      SqlDialect.POSTGRESQL,
      "disk-nth-write",
      "no space at the Nth write, for every N, refuses that batch as disk_full, whole, or ends the"
          + " server in a panic from which it recovers; ");

  static final String AFTER =
      "every acknowledged batch is there, no refused one is; no file is broken; writes work again"
          + " when there is room";

  private final SqlDialect dialect;
  private final String caseName;
  private final String expected;

  DiskTrial(SqlDialect dialect, String caseName, String expected) {
    this.dialect = dialect;
    this.caseName = caseName;
    this.expected = expected + AFTER;
  }

  /** On what. */
  public SqlDialect dialect() {
    return dialect;
  }

  String caseName() {
    return caseName;
  }

  String expected() {
    return expected;
  }

  Duration limit() {
    return Duration.ofMinutes(1);
  }

  /**
   * Tries it.
   *
   * @throws tidemark.fault.ImpossibleFault if this machine cannot
   */
  Observation run(TrialRoom room) throws Exception {
    return switch (this) {
      case SQLITE_TMPFS -> SqliteTrials.tmpfs(room);
      case SQLITE_FILE_SIZE -> SqliteTrials.fileSize(room);
      case SQLITE_NTH_WRITE -> SqliteTrials.nthWrite(room);
      case TABLESPACE -> PostgresqlTrials.tablespace(room);
      case DATA -> PostgresqlTrials.data(room);
      case WAL -> PostgresqlTrials.wal(room);
      case POSTGRESQL_NTH_WRITE -> PostgresqlTrials.nthWrite(room);
    };
  }
}
