package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tidemark.record.ErrorFigures;
import tidemark.record.RunRecorder;
import tidemark.record.SeriesFigures;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.target.ChatStore;
import tidemark.target.RequestNumber;
import tidemark.target.StoreOutcome;
import tidemark.target.StoredChat;
import tidemark.testdb.Await;
import tidemark.testdb.Intercepted;
import tidemark.testdb.TestEngine;

/** What a chat store says of what it has stored, and what the run's figures say of it. */
class DatabaseChatStoreIT extends OnEachDatabase {
  private static final StoredChat CHAT =
      StoredChat.of(new RequestNumber(3, 17, 1), "Hello", "High tide ");

  private final RunRecorder recorder = new RunRecorder();

  DatabaseChatStoreIT(SqlDialect dialect) {
    super(dialect);
    recorder.measureFrom(System.nanoTime());
  }

  private ChatStore store(int retries) {
    return new DatabaseChatStore(bank.engine(), recorder, retries);
  }

  private static StoreOutcome outcome(ChatStore store) {
    return store.store(CHAT).toCompletableFuture().join();
  }

  private long chats() throws SQLException {
    return bank.number("SELECT COUNT(*) FROM tidemark_chat");
  }

  @Test
  void itHasARowOfItsOwn() throws SQLException {
    assertThat(outcome(store(0))).isEqualTo(StoreOutcome.STORED);
    assertThat(chats()).isEqualTo(1);
    SeriesFigures figures = recorder.figures().role("chat-store");
    assertThat(figures.operations()).isEqualTo(1);
    assertThat(figures.answered().getMinValue()).isPositive();
    assertThat(recorder.figures().requests().get(0).request()).isEqualTo("store-chat");
  }

  /** All three rows or none. */
  @Test
  void whatFailsIsNotThereAndIsAnErrorOfTheDatabase() throws SQLException {
    bank.execute("DROP TABLE tidemark_chat_message");
    assertThat(outcome(store(3))).isEqualTo(StoreOutcome.NOT_STORED);
    assertThat(chats()).isZero();
    ErrorFigures errors = recorder.figures().errors();
    assertThat(errors.unexpectedCount()).isEqualTo(1);
    assertThat(errors.unexpected().toString()).contains("chat-store: ");
    assertThat(recorder.figures().role("chat-store").failures()).isEqualTo(1);
  }

  @Test
  void aRowThatTheDatabaseSwallowsIsNoticed() throws SQLException {
    swallow("INSERT", "tidemark_chat_message", "NEW.position = 1");
    assertThat(outcome(store(0))).isEqualTo(StoreOutcome.NOT_STORED);
    assertThat(chats()).isZero();
    assertThat(recorder.figures().errors().unexpected()).containsKey("wrong_row_count");
  }

  /** Whoever holds the lock lets go of it once the first try has failed. */
  @Test
  void aLockIsWaitedForAgain() throws Exception {
    try (Connection holder = bank.database().source().getConnection()) {
      holder.setAutoCommit(false);
      try (var statement = holder.createStatement()) {
        statement.execute(
            onPostgresql()
                ? "LOCK TABLE tidemark_chat IN EXCLUSIVE MODE"
                : "DELETE FROM tidemark_chat");
        CompletableFuture<StoreOutcome> storing = store(3).store(CHAT).toCompletableFuture();
        Await.until(
            "the first try has failed", () -> recorder.figures().errors().expectedCount() == 1);
        holder.rollback();
        assertThat(storing.join()).isEqualTo(StoreOutcome.STORED);
      }
    }
    assertThat(recorder.figures().role("chat-store").retries()).isEqualTo(1);
  }

  /** A run that is over has no use for an answer, and none that failed. */
  @Test
  void anEngineThatIsClosedSaysNothing() throws SQLException {
    SqlEngine closed = TestEngine.open(bank.database(), 1);
    closed.close();
    ChatStore late = new DatabaseChatStore(closed, recorder, 0);
    assertThat(late.store(CHAT).toCompletableFuture()).isNotDone();
    assertThat(recorder.figures().all().samples()).isZero();
  }

  @Test
  void aCommitWhoseAnswerIsLostIsUnknown() throws SQLException {
    if (!onPostgresql()) {
      return; // there is no connection to lose
    }
    var losing =
        Intercepted.source(
            bank.database().source(),
            (method, call) -> {
              Object result = call.proceed();
              if (method.equals("commit")) {
                throw new SQLException("the answer is lost", "08006");
              }
              return result;
            });
    try (SqlEngine unheard = TestEngine.open(bank.database(), losing, 1)) {
      ChatStore store = new DatabaseChatStore(unheard, recorder, 3);
      assertThat(outcome(store)).isEqualTo(StoreOutcome.UNKNOWN);
    }
    assertThat(chats()).isEqualTo(1);
  }
}
