package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.sql.SqlDialect;
import tidemark.testdb.TestDatabase;

/** A database that is named by its URL: used, cleaned up, and by one run at a time. */
class OwnDatabaseIT {
  @TempDir Path folder;

  private static Map<String, String> settings(TestDatabase database, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("db.url", database.url());
    settings.put("db.user", database.user());
    settings.put("db.seconds", "2");
    settings.put("load.warmup", "0");
    settings.put("db.sqlite.synchronous", "normal");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  @ParameterizedTest
  @EnumSource
  void itsTablesAreDroppedAtTheEnd(SqlDialect dialect) throws SQLException {
    TestDatabase database = TestDatabase.of(dialect, folder);
    database.execute("CREATE TABLE somebody_elses (id INTEGER)");
    try (ForkedRun run = ForkedRun.start(folder, settings(database))) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(tables(database)).containsExactly("somebody_elses");
      assertThat(run.summary().at("/database/backend").asText()).isEqualTo(dialect.id());
    }
  }

  @ParameterizedTest
  @EnumSource
  void itsTablesStayWhenTheyAreToBeKept(SqlDialect dialect) throws SQLException {
    TestDatabase database = TestDatabase.of(dialect, folder);
    Map<String, String> kept = settings(database, "db.keep", "true");
    try (ForkedRun first = ForkedRun.start(folder, kept)) {
      assertThat(first.exitCode()).as(first.console()).isZero();
    }
    assertThat(tables(database)).contains("tidemark_account", "tidemark_ledger");
    try (ForkedRun second = ForkedRun.start(folder, kept)) {
      assertThat(second.exitCode()).as(second.console()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSecondRunAtTheSameTimeIsRefused(SqlDialect dialect) throws Exception {
    TestDatabase database = TestDatabase.of(dialect, folder);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    try (ForkedRun first = ForkedRun.start(folder, settings(database, "db.seconds", "10m"))) {
      first.working();
      try (ForkedRun second = ForkedRun.start(elsewhere, settings(database))) {
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.console()).contains("another run of Tidemark is working there");
      }
      first.process().destroy();
      first.exitCode();
      assertThat(first.summary().at("/database/audit/ok").asBoolean()).isTrue();
    }
  }

  private static List<String> tables(TestDatabase database) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = database.source().getConnection();
        ResultSet tables =
            connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    return names;
  }
}
