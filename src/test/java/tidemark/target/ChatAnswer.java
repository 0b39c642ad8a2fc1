package tidemark.target;

import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A chat under way: one timer, until it ends in one way or the client is gone. The timer is the
 * event loop's own, which counts in nanoseconds; Vert.x's counts in milliseconds. Lives on its
 * connection's event loop only.
 */
abstract class ChatAnswer implements Runnable {
  final Chat chat;
  final HttpServerResponse response;
  private final EventLoop loop;
  private final ChatServerTally tally;
  private @Nullable Future<?> timer;
  private boolean over;

  ChatAnswer(Chat chat, EventLoop loop, ChatServerTally tally) {
    this.chat = chat;
    this.response = chat.response();
    this.loop = loop;
    this.tally = tally;
  }

  /** Begins to answer. */
  void start() {
    response.closeHandler(gone -> end(AnswerEnd.ABANDONED));
    runAt(chat.dueNanos(0));
  }

  final void runAt(long nanos) {
    timer = loop.schedule(this, nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  final ChatServerTally tally() {
    return tally;
  }

  /** For the first call only: what comes after an end is of no account. */
  final void end(AnswerEnd ending) {
    if (over) {
      return;
    }
    over = true;
    if (timer != null) {
      timer.cancel(false);
    }
    tally.ended(ending, chat.startNanos());
  }

  /** Closes the connection once what was written has been sent. */
  final void cut() {
    end(AnswerEnd.CUT);
    chat.http().connection().close();
  }
}
