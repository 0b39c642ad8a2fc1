package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.sql.jdbc.PostgresqlSource;
import tidemark.target.PostgresServer;
import tidemark.testdb.Await;

/** What a server does to all of its connections at once: it hangs, or lets nobody in. */
public abstract class PostgresqlServerContract {
  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final Plan<Integer, List<Object>> ONE = EngineUnderTest.number("SELECT 1");
  private static final Plan<Integer, List<Object>> SLEEP =
      EngineUnderTest.number("SELECT 1 FROM pg_sleep(300)");

  @TempDir Path folder;
  private PostgresServer server;
  private DataSource admin;

  @BeforeEach
  final void start() throws Exception {
    server = PostgresServer.start(folder.resolve("data"), 10);
    admin = source(server.user());
    execute("CREATE ROLE guest LOGIN CONNECTION LIMIT 3");
  }

  @AfterEach
  final void stop() throws Exception {
    signalAll("-CONT");
    server.delete();
  }

  private PGSimpleDataSource source(String user) {
    return new PostgresqlSource(user, "", Duration.ZERO).of(server.url());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = admin.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private boolean isTrue(String sql) throws SQLException {
    try (Connection connection = admin.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT " + sql)) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  /** Opens the engine that is tested. */
  protected abstract SqlEngine open(PGSimpleDataSource source, EngineSettings settings)
      throws SQLException;

  private SqlEngine engine() throws SQLException {
    return open(source("guest"), new EngineSettings(3, LIMIT, LIMIT, Optional.empty()));
  }

  /** Sends a signal to the server's first process and all its children. */
  private void signalAll(String signal) throws IOException, InterruptedException {
    ProcessHandle first = ProcessHandle.of(server.pid()).orElseThrow();
    List<String> command = new ArrayList<>(List.of("kill", signal));
    Stream.concat(Stream.of(first), first.children())
        .forEach(process -> command.add(Long.toString(process.pid())));
    new ProcessBuilder(command).start().waitFor();
  }

  private static List<AwaitedCall<?>> submit(
      SqlEngine engine, Plan<Integer, List<Object>> plan, int count) {
    List<AwaitedCall<?>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      AwaitedCall<List<Object>> call = new AwaitedCall<>(plan, 0);
      engine.submit(call);
      calls.add(call);
    }
    return calls;
  }

  /** A cancel waits for the server too; nobody else may wait with it. */
  @Test
  final void aServerThatHangsDelaysNoLimit() throws Exception {
    SqlEngine engine = engine();
    List<AwaitedCall<?>> hanging = submit(engine, SLEEP, 3);
    Await.until(
        "all three sleep",
        () -> isTrue("COUNT(*) = 3 FROM pg_stat_activity WHERE wait_event = 'PgSleep'"));
    signalAll("-STOP");

    for (AwaitedCall<?> waiting : submit(engine, ONE, 5)) {
      assertThat(waiting.failure().kind()).isEqualTo(ErrorKind.POOL_TIMEOUT);
      assertThat(Duration.ofNanos(waiting.tookNanos()))
          .isBetween(LIMIT, LIMIT.multipliedBy(5).dividedBy(4));
    }
    for (AwaitedCall<?> call : hanging) {
      assertThat(call.failure().kind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(Duration.ofNanos(call.tookNanos())).isLessThan(Duration.ofSeconds(6));
    }
    long start = System.nanoTime();
    engine.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  /** The pool is short because the server refuses: that is what everybody who waits is told. */
  @Test
  final void aServerThatLetsNobodyIn() throws Exception {
    SqlEngine engine = engine();
    execute("ALTER ROLE guest CONNECTION LIMIT 0");
    execute(
        "SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity WHERE usename = 'guest'");
    List<AwaitedCall<?>> losses = submit(engine, ONE, 3);
    losses.forEach(
        loss ->
            assertThat(loss.failure().kind().errorClass())
                .isIn(ErrorClass.CONNECTION, ErrorClass.RESOURCE));

    for (AwaitedCall<?> refused : submit(engine, ONE, 5)) {
      assertThat(refused.failure().kind())
          .isEqualTo(new ErrorKind(ErrorClass.RESOURCE, "too_many_connections"));
      assertThat(Duration.ofNanos(refused.tookNanos())).isLessThan(LIMIT.multipliedBy(2));
    }

    execute("ALTER ROLE guest CONNECTION LIMIT 3");
    Await.until("the pool serves again", () -> submit(engine, ONE, 1).get(0).endedWell());
    engine.close();
  }
}
