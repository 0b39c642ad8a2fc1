package tidemark.run.scenario;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tidemark.record.ScenarioResult;
import tidemark.sql.jdbc.JdbcSettings;
import tidemark.testdb.TestDatabase;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;

/** Tries a case on a test database, as a run would. */
public final class CaseTrial {
  public static final Duration ACQUIRE_TIMEOUT = Duration.ofMillis(400);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private CaseTrial() {}

  static CaseSite site(TestDatabase database) {
    return new CaseSite(
        database.source(),
        database.dialect(),
        connections -> new JdbcSettings(connections, ACQUIRE_TIMEOUT, TIMEOUT, Optional.empty()));
  }

  public static ScenarioResult of(TestDatabase database, Case tried) {
    CaseQueue queue = new CaseQueue(List.of(tried), () -> site(database));
    queue.run();
    return queue.results().get(0);
  }

  /** The same where the log has its tables before. */
  public static ScenarioResult of(TestDatabase database, CommitLog log, Case tried)
      throws SQLException {
    new CommitTables(database.source(), log).create();
    return of(database, tried);
  }
}
