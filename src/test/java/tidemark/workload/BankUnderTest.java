package tidemark.workload;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tidemark.sql.Plan;
import tidemark.sql.SqlCall;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.sql.SqlFailure;
import tidemark.sql.SqlWork;
import tidemark.testdb.TestDatabase;
import tidemark.testdb.TestEngine;

/** An empty bank on a database of its own, with an engine that works on it. */
final class BankUnderTest implements AutoCloseable {
  static final long SEED = 7;
  static final int BATCH = 20;
  private static final int CONNECTIONS = 2;
  private static final Duration AUDIT_TIME = Duration.ofSeconds(20);
  private static final long HANG_SECONDS = 30;
  private static final List<String> BRANCHES = List.of("quay", "reef");

  private final TestDatabase database;
  private final SqlEngine engine;
  private final ChatBook chats;
  private final Ledger ledger;
  private final AccountFeeder feeder;
  private final long seed;

  private BankUnderTest(TestDatabase database, SqlEngine engine, long seed) {
    this.database = database;
    this.engine = engine;
    this.chats = new ChatBook();
    this.ledger = new Ledger(database.dialect(), Optional.of(chats));
    this.feeder = new AccountFeeder(seed, BRANCHES);
    this.seed = seed;
  }

  /** Opens one; {@code folder} is where a file goes. */
  static BankUnderTest open(SqlDialect dialect, Path folder, long seed) throws SQLException {
    TestDatabase database = TestDatabase.of(dialect, folder);
    new Bank(database.source(), dialect).create();
    return new BankUnderTest(database, TestEngine.open(database, CONNECTIONS), seed);
  }

  TestDatabase database() {
    return database;
  }

  SqlDialect dialect() {
    return database.dialect();
  }

  SqlEngine engine() {
    return engine;
  }

  /** What those who chat know of it. */
  ChatBook chats() {
    return chats;
  }

  Ledger ledger() {
    return ledger;
  }

  /** One more virtual user. */
  Teller user(int writer) {
    return new Teller(seed, writer, ledger.counter(writer));
  }

  /** The next accounts of the run, as an inserter is fed them. */
  synchronized List<NewAccount> accounts(int count) {
    return Stream.generate(feeder::next)
        .limit(count)
        .map(fed -> (NewAccount) fed.get(AccountFeeder.ATTRIBUTE))
        .toList();
  }

  /** Has a user open accounts, in one batch. */
  List<NewAccount> insert(Teller user, int count) {
    List<NewAccount> accounts = accounts(count);
    run(new Inserter(dialect(), ledger, 0).work(user.nextTurn(), accounts)).reached();
    return accounts;
  }

  /** Works, and waits until it is done. */
  <I, S> Ran<S> run(SqlWork<I, S> work) {
    return start(work).join();
  }

  /** Starts to work; ends with an error if it hangs. */
  <I, S> CompletableFuture<Ran<S>> start(SqlWork<I, S> work) {
    return start(engine, work);
  }

  /** The same with an engine of one's own. */
  static <I, S> CompletableFuture<Ran<S>> start(SqlEngine engine, SqlWork<I, S> work) {
    Awaited<I, S> call = new Awaited<>(work, new CompletableFuture<>());
    engine.submit(call);
    return call.ended().orTimeout(HANG_SECONDS, TimeUnit.SECONDS);
  }

  /** An audit of everything. */
  Audited audit() {
    return new Audited(
        new Audit(database.source(), dialect(), ledger).begin(AUDIT_TIME, true).join());
  }

  /** Runs statements on a connection of their own, each committed by itself. */
  void execute(String... statements) throws SQLException {
    database.execute(statements);
  }

  /** All rows of a query, read on a connection of its own. */
  List<List<@Nullable Object>> rows(String query) throws SQLException {
    List<List<@Nullable Object>> all = new ArrayList<>();
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          Object value = rows.getObject(i);
          row.add(value instanceof Integer whole ? Long.valueOf(whole) : value);
        }
        all.add(row);
      }
    }
    return all;
  }

  /** Every account with every column, the same on each database. */
  List<List<@Nullable Object>> everyAccount() throws SQLException {
    String columns = "id, name, balance, opening, interest_rate, risk_re, risk_im, ";
    String types =
        dialect() == SqlDialect.SQLITE
            ? "active, created_at, ref"
            : "active::int, (EXTRACT(EPOCH FROM created_at) * 1000000)::bigint, ref::text";
    return rows("SELECT " + columns + types + " FROM tidemark_account ORDER BY id");
  }

  /** The whole ledger. */
  List<List<@Nullable Object>> ledgerRows() throws SQLException {
    return rows(
        "SELECT writer, number, attempt, line, kind, account, other, amount FROM tidemark_ledger"
            + " ORDER BY writer, number, attempt, line");
  }

  /** What each account holds, by id. */
  Map<Long, Long> balances() throws SQLException {
    Map<Long, Long> balances = new HashMap<>();
    rows("SELECT id, balance FROM tidemark_account")
        .forEach(row -> balances.put(whole(row.get(0)), whole(row.get(1))));
    return balances;
  }

  /** The first column of a query's rows, whole numbers. */
  List<Long> numbers(String query) throws SQLException {
    return rows(query).stream().map(row -> whole(row.get(0))).toList();
  }

  private static long whole(@Nullable Object value) {
    return (Long) Objects.requireNonNull(value);
  }

  /** The one number that a query gives. */
  long number(String query) throws SQLException {
    return numbers(query).get(0);
  }

  @Override
  public void close() throws SQLException {
    engine.close();
    database.close();
  }

  private record Awaited<I, S>(SqlWork<I, S> work, CompletableFuture<Ran<S>> ended)
      implements SqlCall<I, S> {
    @Override
    public Plan<I, S> plan() {
      return work.plan();
    }

    @Override
    public I input() {
      return work.input();
    }

    @Override
    public void acquired(long waitedNanos) {}

    @Override
    public void succeeded(S state) {
      ended.complete(new Ran<>(work.plan(), state, null));
    }

    @Override
    public void failed(SqlFailure failure) {
      ended.complete(new Ran<>(work.plan(), null, failure));
    }

    @Override
    public void rejected() {
      ended.completeExceptionally(new IllegalStateException("rejected"));
    }
  }
}
