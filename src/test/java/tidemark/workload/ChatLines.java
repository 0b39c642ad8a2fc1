package tidemark.workload;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tidemark.chat.ChatAccount;
import tidemark.error.ChatError;
import tidemark.record.ChatSample;
import tidemark.target.RequestNumber;
import tidemark.target.StoredChat;

/** One page of the {@link ChatBook}: chats that follow one another. Thread-safe. */
final class ChatLines {
  private static final int ROWS = 1;

  private final int writer;
  private final CommitCounter counter;
  private final Consumer<ChatLines> idle;
  private @Nullable Entry underWay;
  private final UnknownChats unknown = new UnknownChats();
  private long digests;

  /**
   * An empty page.
   *
   * @param idle told when the page may be used for another chat
   */
  ChatLines(int writer, Consumer<ChatLines> idle) {
    this.writer = writer;
    this.counter = new CommitCounter(writer);
    this.idle = idle;
  }

  /** A chat that is about to be sent: its time runs, so that its body is read when it has ended. */
  synchronized ChatAccount open(byte[] body) {
    Entry entry = counter.attempt();
    underWay = entry;
    RequestNumber id = new RequestNumber(writer, entry.number(), entry.attempt());
    return new ChatAccount() {
      @Override
      public String requestId() {
        return id.written();
      }

      /** What is held against the stored text must be whole. */
      @Override
      public int answerChars() {
        return Integer.MAX_VALUE;
      }

      @Override
      public void ended(ChatSample sample, Supplier<String> answer) {
        ChatLines.this.ended(entry, id, body, sample, answer);
      }
    };
  }

  private void ended(
      Entry entry, RequestNumber id, byte[] body, ChatSample sample, Supplier<String> answer) {
    if (settle(entry, id, body, sample, answer)) {
      idle.accept(this);
    }
  }

  private synchronized boolean settle(
      Entry entry, RequestNumber id, byte[] body, ChatSample sample, Supplier<String> answer) {
    if (!entry.equals(underWay)) {
      return false;
    }
    underWay = null;
    if (sample.error() == null) {
      digests += StoredChat.of(id, StoredChat.promptIn(body), answer.get()).digest();
      counter.acknowledged(entry, ROWS);
    } else if (!wasRefused(sample.error(), sample.status())) {
      unknown(entry);
    }
    return true;
  }

  /** The backend said that it is not stored. Who hears nothing to the end knows nothing. */
  private static boolean wasRefused(ChatError error, int status) {
    return error.equals(ChatError.STREAM_ERROR)
        || (status >= 400 && error.equals(ChatError.status(status)));
  }

  synchronized void close() {
    if (underWay != null) {
      unknown(underWay);
      underWay = null;
    }
  }

  private void unknown(Entry entry) {
    unknown.add(entry);
    counter.advance();
  }

  synchronized ChatBook.Expected expected() {
    return new ChatBook.Expected(counter.expected(), unknown.copy(), digests);
  }
}
