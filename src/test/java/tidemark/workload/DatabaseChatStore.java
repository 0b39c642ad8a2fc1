package tidemark.workload;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.record.Recorder;
import tidemark.sql.Plan;
import tidemark.sql.Rows;
import tidemark.sql.SqlDsl;
import tidemark.sql.SqlEngine;
import tidemark.sql.SqlFile;
import tidemark.sql.SqlOperation;
import tidemark.sql.SqlProtocol;
import tidemark.sql.SqlWork;
import tidemark.target.ChatStore;
import tidemark.target.RequestNumber;
import tidemark.target.StoreOutcome;
import tidemark.target.StoredChat;

/**
 * Stores chats in the bank's database, by the same engine as the roles: the chat, what the user
 * said, what was answered, in one transaction. Its samples and errors are those of {@link #ROLE}.
 * Thread-safe.
 */
public final class DatabaseChatStore implements ChatStore {
  /** It has a row beside the roles. */
  static final String ROLE = "chat-store";

  /** One attempt at storing a chat. */
  static final class Filing {
    private final StoredChat chat;
    private long id;

    Filing(StoredChat chat) {
      this.chat = chat;
    }

    private void filed(Rows rows) {
      List<Long> ids = rows.list(row -> row.integer(1));
      OneRow.require("chat insert", ids.size());
      id = ids.get(0);
    }
  }

  private final SqlProtocol protocol;
  private final Recorder recorder;
  private final Plan<StoredChat, Filing> plan;

  /**
   * A store.
   *
   * @param retries further tries after an error of the retry class, 0 or more
   */
  public DatabaseChatStore(SqlEngine engine, Recorder recorder, int retries) {
    this.protocol = SqlDsl.sql(engine).recorder(recorder).retries(retries);
    this.recorder = recorder;
    SqlFile sql = engine.dialect().file("chat");
    this.plan =
        Plan.<StoredChat, Filing>of("store-chat", Filing::new)
            .begin()
            .query(
                sql.get("chat"),
                (filing, params) -> {
                  RequestNumber sent = filing.chat.id();
                  params
                      .integer(sent.user())
                      .integer(sent.number())
                      .integer(sent.attempt())
                      .integer(filing.chat.digest());
                },
                Filing::filed)
            .update(
                sql.get("message"),
                (filing, params) ->
                    params.integer(filing.id).integer(0).text("user").text(filing.chat.prompt()),
                DatabaseChatStore::requireMessage)
            .update(
                sql.get("message"),
                (filing, params) ->
                    params
                        .integer(filing.id)
                        .integer(1)
                        .text("assistant")
                        .text(filing.chat.answer()),
                DatabaseChatStore::requireMessage)
            .commit()
            .build();
  }

  private static void requireMessage(Filing filing, int affected) {
    OneRow.require("message insert", affected);
  }

  /** Never completes if the run is over: no chat waits for it then. */
  @Override
  public CompletionStage<StoreOutcome> store(StoredChat chat) {
    CompletableFuture<StoreOutcome> told = new CompletableFuture<>();
    new SqlOperation<>(
            protocol,
            ROLE,
            new SqlWork<>(plan, chat),
            sample -> {
              recorder.sample(sample);
              told.complete(outcome(sample.error()));
            },
            () -> {})
        .attempt();
    return told;
  }

  private static StoreOutcome outcome(@Nullable ErrorKind error) {
    if (error == null) {
      return StoreOutcome.STORED;
    }
    return error.errorClass() == ErrorClass.UNKNOWN
        ? StoreOutcome.UNKNOWN
        : StoreOutcome.NOT_STORED;
  }
}
