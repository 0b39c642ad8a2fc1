package tidemark.sql.jdbc;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tidemark.sql.EngineSettings;
import tidemark.sql.PostgresqlEngineContract;
import tidemark.sql.SqlEngine;
import tidemark.testdb.TestDatabase;

final class PostgresqlJdbcEngineIT extends PostgresqlEngineContract implements BlockingContract {
  @Override
  protected SqlEngine open(TestDatabase on, EngineSettings settings) throws SQLException {
    return BlockingContract.open(on, settings);
  }

  @Test
  void anEngineThatCannotConnectIsNotOpened() {
    String url = database().url() + "_nowhere";
    PostgresqlSource source = new PostgresqlSource(database().user(), "", Duration.ZERO);
    TestDatabase nowhere =
        new TestDatabase(database().dialect(), source.of(url), url, database().user());

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> open(nowhere, EngineSettings.of(2)))
        .withMessageContainingAll("cannot be opened", "_nowhere");
  }
}
