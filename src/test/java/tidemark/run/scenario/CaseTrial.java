package tidemark.run.scenario;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tidemark.record.Marks;
import tidemark.record.ScenarioResult;
import tidemark.sql.jdbc.JdbcSettings;
import tidemark.testdb.TestDatabase;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;

/**
 * Tries cases on a test database, as a run would.
 *
 * @param acquireTimeout how long somebody waits for a connection
 * @param timeout of a statement
 * @param isolation JDBC's number of the level; empty for the database's own
 */
public record CaseTrial(Duration acquireTimeout, Duration timeout, Optional<Integer> isolation) {
  /** Where borrowers are refused, again and again. */
  public static final CaseTrial HASTY =
      new CaseTrial(Duration.ofSeconds(1), Duration.ofSeconds(10), Optional.empty());

  /** Where everybody is served. */
  public static final CaseTrial PATIENT =
      new CaseTrial(Duration.ofSeconds(10), Duration.ofSeconds(20), Optional.empty());

  /** The same where transactions must be as if one came after the other. */
  public static final CaseTrial SERIALIZABLE =
      new CaseTrial(
          PATIENT.acquireTimeout,
          PATIENT.timeout,
          Optional.of(Connection.TRANSACTION_SERIALIZABLE));

  public CaseSite site(TestDatabase database) {
    return new CaseSite(database.source(), database.dialect(), this::settings);
  }

  JdbcSettings settings(int connections) {
    return new JdbcSettings(connections, acquireTimeout, timeout, isolation);
  }

  public ScenarioResult of(TestDatabase database, Case tried) {
    CaseQueue queue = new CaseQueue(List.of(tried), () -> site(database), new Marks());
    queue.run();
    return queue.results().get(0);
  }

  /** The same where the log has its tables before. */
  public ScenarioResult of(TestDatabase database, CommitLog log, Case tried) throws SQLException {
    new CommitTables(database.source(), log).create();
    return of(database, tried);
  }
}
