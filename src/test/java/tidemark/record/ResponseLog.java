package tidemark.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends each finished chat to a file as a line of JSON, while the run goes on. Whoever appends
 * only puts the chat into a queue; one daemon thread writes. Thread-safe.
 *
 * <p>The queue is bounded by what lies in it. A chat that finds it full is taken all the same, but
 * whoever brought it goes on only when its line is written. So the memory holds the bound and at
 * most one more answer for each user, and no thread waits.
 *
 * <p>The file gets whole lines at a time, some 50 ms after they came unless the disk is slower. It
 * is never forced to the disk: what was written survives the end of this process, whatever that is,
 * but not that of the machine. When writing fails, nothing more is written, {@link #problem()} says
 * why, and users go on.
 */
public final class ResponseLog implements Responses, AutoCloseable {
  /** Its name in the run's folder. */
  public static final String FILE = "responses.jsonl";

  /** In characters. */
  private static final long MOST_QUEUED = 8 << 20;

  /** What a chat counts beside its texts: so their number is bounded too. */
  private static final long WEIGHT_OF_ANY = 512;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_INTERRUPT = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(ResponseLog.class);

  /** What waits to be written, and what is to be run then; null if it was not to wait. */
  private record Entry(Response response, long weight, @Nullable Runnable then) {}

  private final String name;
  private final ResponseLines lines;
  private final long mostQueued;
  private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong queued = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> broke = new AtomicReference<>();
  private final Thread writer = new Thread(this::writeAll, "response-log");
  private volatile boolean closing;
  private volatile boolean ended;

  /**
   * Opens the file, which is made or emptied.
   *
   * @param copy a file that gets the same lines, after those that it has
   * @param measured false for the start of a chat, as {@link System#nanoTime()}, that belongs to
   *     warm-up
   * @throws IOException if a file cannot be opened for writing
   */
  public ResponseLog(Path file, Optional<Path> copy, LongPredicate measured) throws IOException {
    this(named(file, copy), opened(file, copy), MOST_QUEUED, measured, WallClock.now());
  }

  ResponseLog(
      String name,
      List<? extends WritableByteChannel> channels,
      long mostQueued,
      LongPredicate measured,
      WallClock clock)
      throws IOException {
    this.name = name;
    this.lines = new ResponseLines(channels, measured, clock);
    this.mostQueued = mostQueued;
    writer.setDaemon(true);
    writer.start();
  }

  private static String named(Path file, Optional<Path> copy) {
    return file + copy.map(path -> " or " + path).orElse("");
  }

  private static List<FileChannel> opened(Path file, Optional<Path> copy) throws IOException {
    List<FileChannel> channels = new ArrayList<>();
    channels.add(
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE));
    if (copy.isPresent()) {
      channels.add(
          FileChannel.open(copy.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }
    return channels;
  }

  @Override
  public void append(Response response, Runnable then) {
    long weight = weight(response);
    boolean room = queued.addAndGet(weight) <= mostQueued;
    queue.add(new Entry(response, weight, room ? null : then));
    if (room) {
      then.run();
    } else {
      LockSupport.unpark(writer);
    }
    // After it was added: either the last one to look into the queue finds it, or it is found here.
    if (ended) {
      letGo();
    }
  }

  private static long weight(Response response) {
    String model = response.model();
    String message = response.message();
    return WEIGHT_OF_ANY
        + response.text().length()
        + (model == null ? 0 : model.length())
        + (message == null ? 0 : message.length());
  }

  /** Why lines are missing, in one line; empty while none is. */
  public Optional<String> problem() {
    return Optional.ofNullable(broke.get()).map(this::described);
  }

  private void writeAll() {
    try (ResponseLines open = lines) {
      while (!closing) {
        writeQueued(open);
        // Not woken for each chat, which would cost whoever appends more than all the rest.
        LockSupport.parkNanos(this, PAUSE_NANOS);
      }
      writeQueued(open);
    } catch (IOException | RuntimeException | Error e) { // out of memory, users go on all the same
      fail(e);
    } finally {
      ended = true;
      letGo();
    }
  }

  private void writeQueued(ResponseLines open) throws IOException {
    for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
      try {
        open.write(entry.response());
      } finally {
        release(entry);
      }
    }
    open.flush();
  }

  /** Nothing is written any more; nobody is to wait for it. */
  private void letGo() {
    for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
      release(entry);
    }
  }

  private void release(Entry entry) {
    queued.addAndGet(-entry.weight());
    Runnable then = entry.then();
    if (then == null) {
      return;
    }
    try {
      then.run();
    } catch (RuntimeException | Error e) { // the others are waiting
      LOG.error("a user could not go on after its answer was written", e);
    }
  }

  /** The text is made when it is asked for: there may be no memory for it now. */
  private void fail(Throwable why) {
    if (broke.compareAndSet(null, why)) {
      LOG.error(described(why));
    }
  }

  private String described(Throwable why) {
    boolean saysAll = why instanceof IOException && why.getMessage() != null;
    return "%s cannot be written: %s".formatted(name, saysAll ? why.getMessage() : why.toString());
  }

  /**
   * Writes what was appended and closes the file; after 6 s at most. What is appended later is
   * dropped.
   */
  @Override
  public void close() {
    close(LONGEST_CLOSE);
  }

  void close(Duration longest) {
    closing = true;
    LockSupport.unpark(writer);
    if (!endedWithin(longest)) {
      fail(
          new IOException(
              "the disk did not take all of it within %d ms".formatted(longest.toMillis())));
      writer.interrupt();
      endedWithin(LONGEST_INTERRUPT);
    }
    ended = true;
    letGo();
  }

  private boolean endedWithin(Duration longest) {
    try {
      writer.join(longest.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !writer.isAlive();
  }
}
