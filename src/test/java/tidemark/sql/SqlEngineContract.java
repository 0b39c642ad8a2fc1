package tidemark.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testdb.Await;
import tidemark.testdb.TestDatabase;

/**
 * What every engine does on every database. A subclass says which engine and which database; the
 * parts of the contract are the interfaces. After each test all engines are closed, and no thread,
 * no connection and no call without an end may be left.
 */
public abstract class SqlEngineContract
    implements ResultShapesContract,
        ValueTypesContract,
        BatchContract,
        TransactionContract,
        ErrorClassContract,
        PoolContract,
        TimeoutContract,
        DrainContract {
  /** How the engines' threads are called, and Vert.x's. */
  private static final Pattern THREADS = Pattern.compile("tidemark-sql|vert\\.?x");

  @TempDir Path folder;
  private TestDatabase database;
  private final List<SqlEngine> engines = new ArrayList<>();
  private final List<Gate> gates = new ArrayList<>();
  private final List<AwaitedCall<?>> calls = new ArrayList<>();
  private final List<Thread> threadsBefore = threads();

  @BeforeEach
  final void emptyDatabase() throws SQLException {
    database = newDatabase(folder);
  }

  /** Makes an empty database; {@code folder} is empty and deleted after the test. */
  protected abstract TestDatabase newDatabase(Path folder) throws SQLException;

  /** Opens the engine that is tested. */
  protected abstract SqlEngine open(TestDatabase on, EngineSettings settings) throws SQLException;

  /** True if nobody but the asker is connected. */
  protected abstract boolean isDisconnected(TestDatabase from) throws SQLException;

  /** Holds plans without blocking, or in their handlers where the engine allows that. */
  protected abstract Gate newGate() throws SQLException;

  @Override
  public final TestDatabase database() {
    return database;
  }

  @Override
  public final SqlEngine engine(EngineSettings settings) throws SQLException {
    return closedAfterwards(open(database, settings));
  }

  @Override
  public final SqlEngine closedAfterwards(SqlEngine engine) {
    engines.add(engine);
    return engine;
  }

  @Override
  public final Gate gate() throws SQLException {
    Gate gate = newGate();
    gates.add(gate);
    return gate;
  }

  @Override
  public final <S> AwaitedCall<S> submit(SqlEngine engine, Plan<Integer, S> plan, int input) {
    AwaitedCall<S> call = new AwaitedCall<>(plan, input);
    calls.add(call);
    engine.submit(call);
    return call;
  }

  @AfterEach
  final void nothingIsLeft() throws Exception {
    gates.forEach(Gate::close);
    engines.forEach(SqlEngine::close);
    Await.until("every call has ended", () -> calls.stream().allMatch(AwaitedCall::hasEnded));
    Await.until("the engine's threads are gone", () -> threadsBefore.containsAll(threads()));
    Await.until("its connections are closed", () -> isDisconnected(database));
    calls.forEach(AwaitedCall::assertToldOnce);
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> THREADS.matcher(thread.getName()).lookingAt())
        .toList();
  }
}
