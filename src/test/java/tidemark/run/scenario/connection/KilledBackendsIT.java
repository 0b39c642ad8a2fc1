package tidemark.run.scenario.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.run.scenario.CaseTrial;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.sql.SqlDialect;
import tidemark.sql.jdbc.ForwardingSource;
import tidemark.sql.jdbc.PostgresqlSource;
import tidemark.testdb.Intercepted;
import tidemark.testdb.TestDatabase;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;

/** Backends that are killed where times are short, and a pool that does not heal at once. */
class KilledBackendsIT {
  private static final CommitLog LOG = new BuiltinCommitLog(SqlDialect.POSTGRESQL);

  /** What may be tried again is: who was killed at COMMIT may not. */
  private static final CommitPlace PLACE = new CommitPlace(LOG, "tidemark_test", 10, 3);

  @TempDir Path folder;

  /** Backends are killed while they wait. Short times would end that before it is looked at. */
  @Test
  void timesThatAreShortDoNotEndTheWaitBefore() throws SQLException {
    Duration moment = Duration.ofMillis(100);
    CaseTrial hurried = new CaseTrial(Duration.ofMillis(250), moment, Optional.empty());
    AtomicInteger opened = new AtomicInteger();
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      new CommitTables(database.source(), LOG).create();
      DataSource impatient = new PostgresqlSource(database.user(), "", moment).of(database.url());
      DataSource slow =
          new ForwardingSource() {
            @Override
            public Connection getConnection() throws SQLException {
              boolean looks = opened.incrementAndGet() == 2; // the first keeps locks
              return looks ? slow(impatient).getConnection() : impatient.getConnection();
            }
          };
      ScenarioResult result =
          hurried.of(
              new TestDatabase(database.dialect(), slow, database.url(), database.user()),
              new KilledWhileBusy(PLACE));

      assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.PASS);
    }
  }

  private static DataSource slow(DataSource real) {
    return Intercepted.source(
        real,
        (method, call) -> {
          if (method.equals("createStatement")) {
            LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
          }
          return call.proceed();
        });
  }

  /** What takes the place of those that were killed is dead, too. */
  @Test
  void oneFailureTooManyFails() throws SQLException {
    AtomicInteger opened = new AtomicInteger();
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      DataSource dying =
          new ForwardingSource() {
            @Override
            public Connection getConnection() throws SQLException {
              Connection connection = database.source().getConnection();
              int number = opened.incrementAndGet();
              if (number > 6 && number < 12) { // the watch's and the pool's first five are well
                int pid = connection.unwrap(PGConnection.class).getBackendPID();
                database.execute("SELECT pg_terminate_backend(%d, 10000)".formatted(pid));
              }
              return connection;
            }
          };
      new CommitTables(database.source(), LOG).create();
      ScenarioResult result =
          CaseTrial.HASTY.of(
              new TestDatabase(database.dialect(), dying, database.url(), database.user()),
              new KilledWhileIdle(PLACE));

      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.observed()).containsPattern("^\\d+ commits failed, .* killed explain 5");
    }
  }
}
