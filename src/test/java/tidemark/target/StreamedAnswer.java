package tidemark.target;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/**
 * A stream of events, each token at its own time from the start, so that late ones delay none of
 * the next. Those that are due together are written together. The last one waits for the chat to be
 * stored: who has the whole answer can rely on it. A client that does not read is waited for.
 */
final class StreamedAnswer extends ChatAnswer {
  /** So that a late stream neither holds up the others nor fills the memory. */
  private static final int MOST_TOGETHER = 256;

  private final ChatText text;
  private final boolean cut;

  /** Tokens that will be written. */
  private final int last;

  private int next;

  /** The first of the tokens that are written with the end. */
  private int held;

  StreamedAnswer(Chat chat, boolean cut, ChatText text, EventLoop loop, BackendCore core) {
    super(chat, loop, core);
    this.text = text;
    this.cut = cut;
    this.last = cut ? chat.tokens() / 2 : chat.tokens();
  }

  @Override
  void begin() {
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader("X-Chat-Id", chat.id());
    response.write(text.role());
    super.begin();
  }

  @Override
  public void run() {
    if (response.writeQueueFull()) {
      response.drainHandler(
          drained -> {
            response.drainHandler(null);
            run();
          });
      return;
    }
    int first = next;
    next = firstAfter(System.nanoTime());
    boolean whole = next == last && !cut;
    if (whole) {
      next = isStored() ? last - 1 : first;
    }
    if (next > first) {
      response.write(events(first));
      written(first);
    }
    if (whole) {
      held = next;
      next = last;
      store(text);
    } else if (next == last) {
      close(AnswerEnd.CUT);
    } else {
      runAt(dueNanos(next));
    }
  }

  @Override
  void finish() {
    Buffer rest = Buffer.buffer().appendBuffer(events(held));
    rest.appendBuffer(text.end(chat.request(), chat.tokens()));
    Future<Void> sent = response.end(rest);
    written(held);
    endAfter(sent, AnswerEnd.STREAMED);
  }

  @Override
  void refuse() {
    endAfter(
        response.end("data: " + JsonReply.errorBody(UNSTORED, "server_error") + "\n\n"),
        AnswerEnd.UNSTORED);
  }

  /** The first token that is not to be written yet. */
  private int firstAfter(long now) {
    int end = Math.min(last, next + MOST_TOGETHER);
    int token = next;
    while (token < end && dueNanos(token) - now <= 0) {
      token++;
    }
    return token;
  }

  /** The events from the first to the next; a single one is shared with other streams. */
  private Buffer events(int first) {
    if (next - first == 1) {
      return text.token(first);
    }
    Buffer events = Buffer.buffer();
    for (int token = first; token < next; token++) {
      events.appendBuffer(text.token(token));
    }
    return events;
  }

  private void written(int first) {
    long now = System.nanoTime();
    for (int token = first; token < next; token++) {
      tally().token(now - dueNanos(token));
    }
    if (first == 0 && next > 0) {
      tally().firstToken(now - chat.startNanos());
    }
  }
}
