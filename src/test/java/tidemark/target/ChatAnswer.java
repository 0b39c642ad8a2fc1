package tidemark.target;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A chat under way: a seat, one timer, then the store, until it ends in one way or the client is
 * gone. The timer is the event loop's own, which counts in nanoseconds; Vert.x's counts in
 * milliseconds. Lives on its connection's event loop only.
 */
abstract class ChatAnswer implements Runnable, Seats.Guest {
  static final String UNSTORED = "the chat could not be stored";

  final Chat chat;
  final HttpServerResponse response;
  private final EventLoop loop;
  private final BackendCore core;
  private final Pace pace;
  private boolean waits = true;
  private boolean entering;
  private boolean hasSeat;
  private long begunNanos;
  private long storeBegunNanos;
  private boolean stores;
  private long storeNanos;
  private @Nullable ScheduledFuture<?> timer;
  private boolean over;

  ChatAnswer(Chat chat, EventLoop loop, BackendCore core) {
    this.chat = chat;
    this.response = chat.response();
    this.loop = loop;
    this.core = core;
    this.pace = Pace.of(core.settings(), chat.number());
  }

  /**
   * Begins to answer, now or when the chat's turn comes.
   *
   * @return false if there is no room for it
   */
  final boolean start() {
    response.closeHandler(gone -> end(AnswerEnd.ABANDONED));
    entering = true;
    boolean room = core.seats().enter(this);
    entering = false;
    return room;
  }

  @Override
  public final void seated() {
    onLoop(this::sitDown);
  }

  private void sitDown() {
    waits = false;
    hasSeat = true;
    if (over) {
      leaveSeat();
      return;
    }
    begunNanos = entering ? chat.startNanos() : System.nanoTime();
    begin();
  }

  private void leaveSeat() {
    if (hasSeat) {
      hasSeat = false;
      core.seats().leave();
    }
  }

  private void onLoop(Runnable work) {
    if (loop.inEventLoop()) {
      work.run();
    } else {
      loop.execute(work);
    }
  }

  /** The model begins to work. */
  void begin() {
    runAt(dueNanos(0));
  }

  final void runAt(long nanos) {
    timer = loop.schedule(this, nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /** When a token, counted from 0, is to be written; with the first one, an answer in JSON. */
  final long dueNanos(int token) {
    return begunNanos + pace.latencyNanos() + token * pace.intervalNanos();
  }

  final boolean isStored() {
    return core.store().isPresent();
  }

  /** The model has done its work. Has the chat stored, and then the answer finished or refused. */
  final void store(ChatText said) {
    leaveSeat();
    if (core.store().isEmpty()) {
      finish();
      return;
    }
    stores = true;
    storeBegunNanos = System.nanoTime();
    store(core.store().get(), chat.answered(said.plain(chat.tokens())))
        .whenComplete(
            (outcome, error) ->
                onLoop(() -> stored(error == null ? outcome : StoreOutcome.UNKNOWN)));
  }

  private static CompletionStage<StoreOutcome> store(ChatStore store, StoredChat whole) {
    try {
      return store.store(whole);
    } catch (RuntimeException e) { // a client that is told nothing would wait for ever
      return CompletableFuture.failedFuture(e);
    }
  }

  private void stored(StoreOutcome outcome) {
    stores = false;
    storeNanos = System.nanoTime() - storeBegunNanos;
    boolean hidden = core.settings().hideFailures() && outcome != StoreOutcome.STORED;
    core.tally().stored(outcome, hidden, storeNanos);
    if (over) {
      return;
    }
    if (hidden || outcome == StoreOutcome.STORED) {
      finish();
    } else if (outcome == StoreOutcome.NOT_STORED) {
      refuse();
    } else {
      close(AnswerEnd.UNSTORED); // neither yes nor no would be true
    }
  }

  /** Writes what is left of the answer. */
  abstract void finish();

  /** Says that the chat is not stored. */
  abstract void refuse();

  final ChatBackendTally tally() {
    return core.tally();
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
    if (waits) { // else a long line would be gone through for each chat
      core.seats().giveUp(this);
    }
    leaveSeat();
    core.ended(ending, chat.startNanos(), inStoreNanos());
  }

  /** A store that outlives its client took what the client waited for it. */
  private long inStoreNanos() {
    return stores ? System.nanoTime() - storeBegunNanos : storeNanos;
  }

  /** Ends it once its last bytes are sent, or never will be: the client may be gone by then. */
  final void endAfter(Future<Void> sent, AnswerEnd ending) {
    sent.onComplete(done -> end(done.succeeded() ? ending : AnswerEnd.ABANDONED));
  }

  /** Closes the connection once what was written has been sent. */
  final void close(AnswerEnd ending) {
    end(ending);
    chat.http().connection().close();
  }
}
