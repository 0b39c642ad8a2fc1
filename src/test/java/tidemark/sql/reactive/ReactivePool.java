package tidemark.sql.reactive;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tidemark.sql.Cancellation;

/**
 * The connections, all open from the start, and the queue of those who wait for one. A connection
 * that is lost is replaced. Thread-safe; nobody is told anything while the lock is held.
 */
final class ReactivePool {
  private final Connector connector;
  private final int size;
  private final Set<ReactiveConnection> connections = new HashSet<>();
  private final Deque<ReactiveConnection> idle = new ArrayDeque<>();
  private final Deque<ReactiveAttempt<?, ?>> waiting = new ArrayDeque<>();

  /** Attempts that were let in and have not been told of their end. */
  private int underWay;

  private boolean shut;
  private boolean closed;

  ReactivePool(Connector connector, int size) {
    this.connector = connector;
    this.size = size;
  }

  /**
   * Opens all connections and waits for them.
   *
   * @throws SQLException if not all can be opened, with the state of the refusal
   */
  void fill(EventLoops loops) throws SQLException {
    List<Future<?>> opened = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      opened.add(connector.connect(loops.next(), this::add));
    }
    try {
      loops.await(Future.join(opened));
    } catch (SQLException e) {
      throw shortage(e);
    }
  }

  private synchronized SQLException shortage(SQLException failed) {
    Throwable why = Objects.requireNonNullElse(failed.getCause(), failed);
    String what =
        connections.isEmpty()
            ? "the pool cannot be opened"
            : "only %d of %d connections could be opened".formatted(connections.size(), size);
    return new SQLException(
        what + ": " + ClientErrors.message(why), ClientErrors.state(why, false), why);
  }

  /** Why it is short of connections; null if it is not, or only for a moment. */
  @Nullable Throwable shortOf() {
    return connector.refusal();
  }

  private void add(PgConnection client, Context loop) {
    ReactiveConnection opened = new ReactiveConnection(client, loop, this::lost);
    boolean wanted;
    synchronized (this) {
      wanted = !closed && connections.add(opened);
    }
    if (wanted) {
      release(opened);
    } else {
      opened.discard();
    }
  }

  /** On its loop. */
  private void lost(ReactiveConnection gone) {
    synchronized (this) {
      connections.remove(gone);
      idle.remove(gone);
    }
    connector.insist(gone.context(), this::add, this::isOpen);
  }

  private synchronized boolean isOpen() {
    return !closed;
  }

  /** Has an attempt run as soon as there is a connection for it. */
  void submit(ReactiveAttempt<?, ?> attempt) {
    boolean letIn;
    ReactiveConnection free = null;
    synchronized (this) {
      letIn = !shut;
      if (letIn) {
        underWay++;
        free = idle.pollFirst();
        if (free == null) {
          waiting.addLast(attempt);
        }
      }
    }
    if (free != null) {
      free.give(attempt);
    } else if (!letIn) {
      attempt.turnAway();
    }
  }

  /** Takes a connection that is free, on its loop. Whoever waits comes before who may come now. */
  void release(ReactiveConnection free) {
    ReactiveAttempt<?, ?> next;
    synchronized (this) {
      next = free.isLost() ? null : waiting.pollFirst();
      if (next == null && !free.isLost()) {
        idle.addFirst(free);
      }
    }
    if (next != null) {
      free.give(next);
    }
  }

  /** An attempt that was let in has been told of its end. */
  synchronized void ended() {
    underWay--;
    if (underWay == 0) {
      notifyAll();
    }
  }

  /** Takes those out of the queue who have waited too long. */
  List<ReactiveAttempt<?, ?>> late(long nowNanos) {
    List<ReactiveAttempt<?, ?>> late = new ArrayList<>();
    synchronized (this) {
      while (!waiting.isEmpty() && waiting.getFirst().isLate(nowNanos)) {
        late.add(waiting.removeFirst());
      }
    }
    return late;
  }

  /** The limits of those who have a connection. */
  synchronized List<Cancellation> limits() {
    return connections.stream()
        .map(ReactiveConnection::current)
        .filter(Objects::nonNull)
        .map(ReactiveAttempt::limit)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Lets nobody in any more, and takes out of the queue who waits. */
  synchronized List<ReactiveAttempt<?, ?>> shut() {
    shut = true;
    List<ReactiveAttempt<?, ?>> rejected = List.copyOf(waiting);
    waiting.clear();
    return rejected;
  }

  /**
   * Waits until nobody is under way.
   *
   * @return false if that takes longer
   */
  synchronized boolean awaitEnd(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (underWay > 0 && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    return underWay == 0;
  }

  /** Gives all connections up. */
  void close() {
    List<ReactiveConnection> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(connections);
    }
    all.forEach(ReactiveConnection::abandon);
  }
}
