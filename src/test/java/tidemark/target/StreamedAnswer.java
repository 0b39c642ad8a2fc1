package tidemark.target;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/**
 * A stream of events, each token at its own time from the start, so that late ones delay none of
 * the next. Those that are due together are written together. A client that does not read is waited
 * for.
 */
final class StreamedAnswer extends ChatAnswer {
  /** So that a late stream neither holds up the others nor fills the memory. */
  private static final int MOST_TOGETHER = 256;

  private final ChatText text;
  private final boolean cut;

  /** Tokens that will be written. */
  private final int last;

  private int next;

  StreamedAnswer(Chat chat, boolean cut, ChatText text, EventLoop loop, ChatServerTally tally) {
    super(chat, loop, tally);
    this.text = text;
    this.cut = cut;
    this.last = cut ? chat.tokens() / 2 : chat.tokens();
  }

  @Override
  void start() {
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader("X-Chat-Id", chat.id());
    response.write(text.role());
    super.start();
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
    if (next == last && !cut) {
      finish(first);
      return;
    }
    if (next > first) {
      response.write(events(first));
      written(first);
    }
    if (next == last) {
      cut();
    } else {
      runAt(chat.dueNanos(next));
    }
  }

  private void finish(int first) {
    Buffer rest = Buffer.buffer().appendBuffer(events(first));
    rest.appendBuffer(text.end(chat.request(), chat.tokens()));
    Future<Void> sent = response.end(rest);
    written(first);
    sent.onSuccess(all -> end(AnswerEnd.STREAMED));
  }

  /** The first token that is not to be written yet. */
  private int firstAfter(long now) {
    int end = Math.min(last, next + MOST_TOGETHER);
    int token = next;
    while (token < end && chat.dueNanos(token) - now <= 0) {
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
      tally().token(now - chat.dueNanos(token));
    }
    if (first == 0 && next > 0) {
      tally().firstToken(now - chat.startNanos());
    }
  }
}
