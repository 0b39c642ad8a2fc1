package tidemark.sql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static tidemark.sql.EngineUnderTest.change;
import static tidemark.sql.EngineUnderTest.number;
import static tidemark.sql.EngineUnderTest.plan;
import static tidemark.sql.EngineUnderTest.sql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.sql.EngineSettings;
import tidemark.sql.Gate;
import tidemark.sql.LatchGate;
import tidemark.sql.Plan;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.sql.SqlEngineContract;
import tidemark.testdb.TestDatabase;

final class SqliteJdbcEngineIT extends SqlEngineContract
    implements BlockingContract, SqliteLockContract {
  /** SQLite has texts, whole numbers and real ones. */
  private static final Map<Class<?>, Set<Class<?>>> KEPT_ALIKE =
      Map.of(
          Long.class, Set.of(Instant.class),
          Boolean.class, Set.of(Long.class, Instant.class),
          Instant.class, Set.of(Long.class),
          UUID.class, Set.of(String.class));

  @Override
  protected TestDatabase newDatabase(Path folder) {
    return TestDatabase.of(SqlDialect.SQLITE, folder);
  }

  @Override
  protected SqlEngine open(TestDatabase on, EngineSettings settings) throws SQLException {
    return BlockingContract.open(on, settings);
  }

  @Override
  protected Gate newGate() {
    return new LatchGate();
  }

  /** The last to close the file deletes its write-ahead log. */
  @Override
  protected boolean isDisconnected(TestDatabase from) {
    return !Files.exists(Path.of(from.url().substring("jdbc:sqlite:".length()) + "-wal"));
  }

  @Override
  public Sql longQuery() {
    return new Sql(
        "count to two thousand millions",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)"
            + " SELECT COUNT(*) FROM n");
  }

  @Override
  public String syntaxErrorCategory() {
    return "sqlite_1";
  }

  @Override
  public String thingTable() {
    return "CREATE TABLE thing (id INTEGER PRIMARY KEY, t TEXT, n INTEGER, r REAL, re REAL,"
        + " im REAL, b INTEGER, at INTEGER, u TEXT)";
  }

  @Override
  public boolean keepsAlike(Class<?> written, Class<?> asked) {
    return KEPT_ALIKE.getOrDefault(written, Set.of()).contains(asked);
  }

  /** SQLite takes any value in any column; whoever asks for a type must be told. */
  @Test
  void valuesThatDoNotBelongInTheirColumns() throws SQLException {
    database()
        .execute(
            thingTable(),
            "INSERT INTO thing (id, t, n, r, b, at, u)"
                + " VALUES (1, x'00', 'many', 'much', 2, '2026-01-01', 'not-a-uuid')");
    SqlEngine engine = engine(1);
    assertIsNot(String.class, 1, engine);
    assertIsNot(Long.class, 2, engine);
    assertIsNot(Double.class, 3, engine);
    assertIsNot(Boolean.class, 4, engine);
    assertIsNot(Instant.class, 5, engine);
    assertIsNot(UUID.class, 6, engine);
    database().execute("UPDATE thing SET n = 1.5, b = -1, r = 'NaN', u = '1-2-3-4-5'");
    assertIsNot(Long.class, 2, engine);
    assertIsNot(Double.class, 3, engine);
    assertIsNot(Boolean.class, 4, engine);
    assertIsNot(UUID.class, 6, engine);
  }

  @Test
  void aNumberedRowThatIsThere() throws SQLException {
    database().execute("CREATE TABLE line (id INTEGER PRIMARY KEY)", "INSERT INTO line VALUES (1)");

    assertThat(fail(engine(1), change("INSERT INTO line VALUES (1)")).kind().category())
        .isEqualTo("unique_violation");
  }

  /** SQLite has rolled back by itself then; the connection must not be used again. */
  @Test
  void aFullDatabase() throws SQLException {
    database().execute("CREATE TABLE line (text BLOB)");
    SqlEngine engine = engine(1);
    List<Object> told = Collections.synchronizedList(new ArrayList<>());
    Plan<Integer, List<Object>> fill =
        plan("fill")
            .begin()
            .update(sql("INSERT INTO line VALUES (randomblob(1000000))"), (got, params) -> {})
            .commit()
            .onAcknowledged(got -> told.add("acknowledged"))
            .onUncertain(got -> told.add("uncertain"))
            .build();
    run(engine, number("PRAGMA max_page_count = 20"));

    assertThat(fail(engine, fill).kind())
        .isEqualTo(new ErrorKind(ErrorClass.RESOURCE, "disk_full"));
    assertThat(told).isEmpty();

    run(engine, fill);
    assertThat(told).containsExactly("acknowledged");
    assertThat(database().number("SELECT COUNT(*) FROM line")).isEqualTo(1);
  }

  @Test
  void serializableIsTheOneIsolationLevelThereIs() throws SQLException {
    SqlEngine engine =
        engine(
            new EngineSettings(
                1,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Optional.of(Connection.TRANSACTION_SERIALIZABLE)));

    assertThat(run(engine, number("PRAGMA read_uncommitted"))).containsExactly(0L);
  }

  @Test
  void anEngineThatCannotConnectIsNotOpened() {
    TestDatabase nowhere =
        TestDatabase.of(SqlDialect.SQLITE, Path.of("no-such-folder").toAbsolutePath());

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> open(nowhere, EngineSettings.of(2)))
        .withMessageContainingAll("cannot be opened", "SQLITE_CANTOPEN");
  }
}
