package tidemark.workload;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.chat.ChatAccount;
import tidemark.error.ChatError;
import tidemark.record.ChatSample;
import tidemark.record.Response;
import tidemark.target.RequestNumber;
import tidemark.target.StoredChat;

/** One page of the {@link ChatBook}: chats that follow one another. Thread-safe. */
final class ChatLines {
  private static final int ROWS = 1;

  private final int writer;
  private final CommitCounter counter;
  private final Consumer<ChatLines> idle;
  private @Nullable Entry underWay;
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

  /** A chat that is about to be sent. */
  synchronized ChatAccount open(String prompt) {
    Entry entry = counter.attempt();
    underWay = entry;
    RequestNumber id = new RequestNumber(writer, entry.number(), entry.attempt());
    return new ChatAccount() {
      @Override
      public String requestId() {
        return id.written();
      }

      @Override
      public void ended(Response response) {
        ChatLines.this.ended(entry, id, prompt, response);
      }
    };
  }

  private void ended(Entry entry, RequestNumber id, String prompt, Response response) {
    if (settle(entry, id, prompt, response)) {
      idle.accept(this);
    }
  }

  private synchronized boolean settle(
      Entry entry, RequestNumber id, String prompt, Response response) {
    if (!entry.equals(underWay)) {
      return false;
    }
    underWay = null;
    ChatSample sample = response.sample();
    if (sample.error() == null) {
      digests += StoredChat.of(id, prompt, response.text()).digest();
      counter.acknowledged(entry, ROWS);
    } else if (!wasRefused(sample.error(), sample.status())) {
      counter.uncertain(entry, ROWS);
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
      counter.uncertain(underWay, ROWS);
      underWay = null;
    }
  }

  synchronized ChatBook.Expected expected() {
    return new ChatBook.Expected(counter.expected(), digests);
  }
}
