package tidemark.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.chat.ChatAccount;
import tidemark.error.ChatError;
import tidemark.record.AuditRounds;
import tidemark.record.ChatSample;
import tidemark.record.Chats;
import tidemark.record.Marks;
import tidemark.record.Recorder;
import tidemark.sql.SqlDialect;
import tidemark.target.ChatStore;
import tidemark.target.RequestNumber;
import tidemark.target.StoreOutcome;
import tidemark.target.StoredChat;

/** The audit sees, one at a time, what is wrong with stored chats. */
class ChatAuditIT extends OnEachDatabase {
  private static final ChatSample GOOD = Chats.json(0, 1);
  private static final ChatSample REFUSED = Chats.status(503, 0, 1);
  private static final ChatSample TIMED_OUT = Chats.ended(false, 0, 1, 0, ChatError.TIMEOUT);
  private static final String ANSWER = "The tide \u2014 \ud83c\udf0a \u2014 comes in";

  private ChatStore store;

  ChatAuditIT(SqlDialect dialect) {
    super(dialect);
  }

  @BeforeEach
  void openStore() {
    store = new DatabaseChatStore(bank.engine(), Recorder.NONE, 0);
  }

  private ChatAccount begin(String prompt) {
    String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}".formatted(prompt);
    return bank.chats().open(body.getBytes(UTF_8));
  }

  /** Stores a chat as the backend does. */
  private static StoreOutcome keep(ChatStore where, ChatAccount account, String prompt) {
    RequestNumber id = RequestNumber.parse(account.requestId());
    return where.store(StoredChat.of(id, prompt, ANSWER)).toCompletableFuture().join();
  }

  /** One chat that is stored there and answered. */
  private void chat(ChatStore where) {
    ChatAccount account = begin("Hello");
    assertThat(keep(where, account, "Hello")).isEqualTo(StoreOutcome.STORED);
    account.ended(GOOD, () -> ANSWER);
  }

  private void chats(int count) {
    for (int i = 0; i < count; i++) {
      chat(store);
    }
  }

  private void assertGood(long acknowledged, long stored, long unknown) {
    Audited audit = bank.audit();
    assertThat(audit.broken()).isEmpty();
    assertThat(audit.figure("chats", "acknowledged")).isEqualTo(acknowledged);
    assertThat(audit.figure("chats", "stored")).isEqualTo(stored);
    assertThat(audit.figure("chats", "unknown")).isEqualTo(unknown);
  }

  private void assertFinds(String figure, long count, String... findings) {
    Audited audit = bank.audit();
    assertThat(audit.broken()).containsExactly("chats");
    assertThat(audit.figure("chats", figure)).isEqualTo(count);
    assertThat(audit.findings("chats")).containsExactly(findings);
  }

  @Test
  void eachChatIsThreeRows() throws SQLException {
    ChatAccount first = begin("Hello");
    ChatAccount second = begin("Bye");
    assertThat(first.requestId()).isEqualTo("0-1-1");
    assertThat(second.requestId()).isEqualTo("1-1-1");
    keep(store, first, "Hello");
    first.ended(GOOD, () -> ANSWER);
    assertThat(bank.rows("SELECT writer, number, attempt FROM tidemark_chat").toString())
        .isEqualTo("[[0, 1, 1]]");
    assertThat(
            bank.rows("SELECT position, role, content FROM tidemark_chat_message ORDER BY position")
                .toString())
        .isEqualTo("[[0, user, Hello], [1, assistant, %s]]".formatted(ANSWER));
    assertThat(begin("Hello").requestId()).as("who is free goes on").isEqualTo("0-2-1");
  }

  @Test
  void whatWasAnsweredIsThereAndWhatWasRefusedIsNot() {
    chats(3);
    ChatAccount refused = begin("no");
    refused.ended(REFUSED, () -> "");
    ChatAccount again = begin("Hello");
    assertThat(again.requestId()).as("its number is used again").isEqualTo("0-4-2");
    keep(store, again, "Hello");
    again.ended(GOOD, () -> ANSWER);
    assertGood(4, 4, 0);
  }

  @Test
  void whatNobodyKnowsMayBeThereOrNot() {
    ChatAccount lost = begin("lost");
    lost.ended(TIMED_OUT, () -> "");
    ChatAccount there = begin("there");
    keep(store, there, "there");
    there.ended(TIMED_OUT, () -> "");
    chats(1);
    ChatAccount underWay = begin("under way");
    keep(store, underWay, "under way");
    bank.chats().close();
    underWay.ended(GOOD, () -> "too late to be of account");
    assertGood(1, 3, 3);
  }

  @Test
  void anAnswerThatIsStoredCutIsNamed() {
    chats(2);
    chat(
        whole ->
            store.store(
                new StoredChat(
                    whole.id(), whole.prompt(), whole.answer().substring(1), whole.digest())));
    chats(2);
    assertFinds("altered", 1L, "chat 3 of user 0 is not as it was answered, or lacks a message");
  }

  /** The row agrees with itself, but not with what the user got. */
  @Test
  void anotherAnswerThanTheUserGotIsFound() {
    chats(2);
    chat(whole -> store.store(StoredChat.of(whole.id(), whole.prompt(), "something else")));
    chats(2);
    assertFinds("altered", 1L, "user 0 was answered other than is stored");
  }

  @Test
  void whatIsChangedOrMissingInTheTablesIsNamed() throws SQLException {
    chats(70);
    bank.execute(
        "UPDATE tidemark_chat_message SET content = 'Hell' WHERE position = 0 AND chat = 9",
        "DELETE FROM tidemark_chat_message WHERE position = 1 AND chat = 20",
        "UPDATE tidemark_chat SET digest = digest + 1 WHERE id = 69");
    String how = " is not as it was answered, or lacks a message";
    assertFinds(
        "altered",
        3L,
        "first: chat 9 of user 0" + how,
        "worst: chat 9 of user 0" + how,
        "last: chat 69 of user 0" + how);
  }

  @Test
  void whatIsSilentlyLostIsNamed() {
    chats(1);
    chat(whole -> java.util.concurrent.CompletableFuture.completedFuture(StoreOutcome.STORED));
    chats(1);
    assertFinds("lost", 1L, "chat 2 of user 0 was answered and is lost");
  }

  @Test
  void theNewestMayBeLostToo() throws SQLException {
    chats(3);
    bank.execute("DELETE FROM tidemark_chat WHERE number = 3");
    assertFinds("lost", 1L, "chat 3 of user 0 was answered and is lost");
  }

  @Test
  void whatIsStoredTwiceIsNamed() {
    chats(1);
    chat(
        whole -> {
          store.store(whole).toCompletableFuture().join();
          return store.store(whole);
        });
    chats(1);
    assertFinds("twice", 1L, "chat 2 of user 0 is there twice");
  }

  @Test
  void whatWasRefusedAndIsThereIsNamed() {
    ChatAccount refused = begin("no");
    keep(store, refused, "no");
    refused.ended(REFUSED, () -> "");
    assertFinds("phantom", 1L, "chat 1 of user 0, attempt 1, was refused and is there");
    chats(1);
    assertFinds("phantom", 1L, "chat 1 of user 0, attempt 2, is there beside another attempt");
  }

  @Test
  void anAttemptThatWasRefusedDoesNotStandForTheOneThatWasAnswered() throws SQLException {
    ChatAccount refused = begin("no");
    refused.ended(REFUSED, () -> "");
    chats(1);
    bank.execute("DELETE FROM tidemark_chat");
    StoredChat first = StoredChat.of(new RequestNumber(0, 1, 1), "Hello", ANSWER);
    store.store(first).toCompletableFuture().join();
    assertFinds("phantom", 1L, "user 0 has its chats, but not those answered");
  }

  @Test
  void aStrangersChatsAreNamedAndThoseWithoutANumberAreNobodys() {
    chats(1);
    store.store(StoredChat.of(RequestNumber.NONE, "a", "b")).toCompletableFuture().join();
    assertGood(1, 1, 0);
    store.store(StoredChat.of(new RequestNumber(7, 1, 1), "a", "b")).toCompletableFuture().join();
    assertFinds("phantom", 1L, "1 chats are of user 7, who is not of this run");
  }

  /** Of a page that was read in part, the next round counts none twice. */
  @Test
  void aPageMayBeBrokenOff() throws SQLException {
    chats(3);
    ChatBook.Expected user = bank.chats().expected().get(0);
    ChatPage page = new ChatPage();
    try (Snapshot snapshot =
        Snapshot.begin(bank.database().source(), dialect, Duration.ofSeconds(10))) {
      ChatWalk walk = new ChatWalk(new ChatAudit(snapshot, true), user, page, true);
      assertThatThrownBy(
              () ->
                  snapshot.read(
                      "chats_since",
                      row -> {
                        walk.row(row);
                        if (row.getLong(1) == 2) {
                          throw new SQLException("the server is gone");
                        }
                      },
                      user.commits().writer(),
                      page.readBefore()))
          .hasMessage("the server is gone");
    }
    try (Snapshot snapshot =
        Snapshot.begin(bank.database().source(), dialect, Duration.ofSeconds(10))) {
      ChatAudit next = new ChatAudit(snapshot, true);
      next.user(user, page);
      assertThat(next.part().findings()).isEmpty();
      assertThat(next.part().figures()).containsEntry("stored", 3L);
      assertThat(page.attempts()).isEqualTo(3);
    }
  }

  @Test
  void theAuditDuringTheRunReadsOnWhereItWas() throws SQLException {
    try (RunningAudit audit =
        new RunningAudit(bank.database().source(), dialect, bank.ledger(), new Marks())) {
      chats(3);
      ChatAccount underWay = begin("Hello");
      keep(store, underWay, "Hello");
      audit.round();
      underWay.ended(GOOD, () -> ANSWER);
      chats(2);
      audit.round();
      assertThat(audit.rounds().findings()).isEmpty();
      assertThat(audit.rounds().done()).isEqualTo(2);
      bank.execute("DELETE FROM tidemark_chat WHERE number = 1");
      audit.round();
      assertThat(audit.rounds().findings()).as("that is behind it").isEmpty();
      chats(2);
      bank.execute("DELETE FROM tidemark_chat WHERE number = 7");
      audit.round();
      AuditRounds rounds = audit.rounds();
      assertThat(rounds.findings())
          .singleElement()
          .asString()
          .contains("chats: chat 7 of user 0 was answered and is lost");
      audit.round();
      assertThat(audit.rounds().broken()).as("it was said").isEqualTo(1);
    }
  }
}
