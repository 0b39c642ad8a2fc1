package tidemark.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a run on a thread of its own, and is all that a live view and the report's charts read.
 * Counts are looked at eight times in a second; once in a second comes a {@link Tick}, for which
 * the recorders' histograms are copied. What records samples knows nothing of it. Thread-safe.
 */
public final class Ticker {
  /** Between two looks. */
  public static final Duration LOOK = Duration.ofMillis(125);

  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
  private static final long TICK_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long EARLY_NANOS = LOOK.toNanos() / 2;
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private final RunHeader header;
  private final Marks marks;
  private final Looks looks;
  private final TickLog log = new TickLog();
  private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "tidemark-ticker");
            made.setDaemon(true);
            return made;
          });

  private long beginNanos;
  private Instant begun = Instant.EPOCH;
  private long endingNanos;
  private Optional<Tick> newest = Optional.empty();
  private OptionalLong plannedNanos = OptionalLong.empty();
  private RunPhase phase = RunPhase.STARTING;

  /** The end of the newest tick, and when the next one is due; since the begin. */
  private long tickedNanos;

  private long dueNanos = TICK_NANOS;
  private volatile Snapshot latest = Snapshot.NONE;

  /** Before the run begins. */
  public Ticker(RunHeader header, Gauges gauges, Marks marks) {
    this(header, gauges, marks, GeneratorUsage::cpuTime);
  }

  Ticker(RunHeader header, Gauges gauges, Marks marks, LongSupplier cpuClock) {
    this.header = header;
    this.marks = marks;
    this.looks = new Looks(gauges, cpuClock);
  }

  public RunHeader header() {
    return header;
  }

  /** The run as it was at the last look; costs nothing. */
  public Snapshot latest() {
    return latest;
  }

  /**
   * Tells of each tick, on the thread that looks: it must return soon. The last call comes when the
   * run is {@link RunPhase#OVER}.
   */
  public void onTick(Consumer<Snapshot> listener) {
    listeners.add(listener);
  }

  /**
   * The run begins, and is looked at from now on.
   *
   * @param nowNanos {@link System#nanoTime()}
   * @param time how long it may go on, warm-up included
   */
  public void begin(long nowNanos, Duration time) {
    begun(nowNanos, Instant.now(), time);
    thread.scheduleAtFixedRate(
        () -> look(System.nanoTime()), LOOK.toNanos(), LOOK.toNanos(), TimeUnit.NANOSECONDS);
  }

  synchronized void begun(long nowNanos, Instant wallClock, Duration time) {
    begun = wallClock;
    beginNanos = nowNanos;
    marks.begin(nowNanos);
    if (!header.warmup().isZero()) {
      marks.add(nowNanos + header.warmup().toNanos(), Mark.Kind.WARMUP_END, true, "end of warm-up");
    }
    if (time.compareTo(FOR_EVER) < 0) {
      plannedNanos = OptionalLong.of(time.toNanos());
    }
    phase = header.warmup().isZero() ? RunPhase.MEASURING : RunPhase.WARMUP;
    publish(0);
  }

  /** Nothing new starts in the run from now on. */
  public synchronized void ending(long nowNanos) {
    phase = RunPhase.ENDING;
    endingNanos = nowNanos - beginNanos;
  }

  /** All that was under way has ended: the newest tick is the last one. */
  public void drained(long nowNanos) {
    lastTick(nowNanos);
    tell();
  }

  private synchronized void lastTick(long nowNanos) {
    long nanos = nowNanos - beginNanos;
    if (phase == RunPhase.ENDING && nanos > tickedNanos) {
      boolean rest = nanos - tickedNanos < TICK_NANOS / 2;
      Tick tick = looks.tick(tickedNanos, nanos);
      if (rest) {
        log.addRest(tick);
      } else {
        log.add(tick);
        newest = Optional.of(tick);
      }
      tickedNanos = nanos;
    }
    phase = RunPhase.FINISHING;
    publish(nanos);
  }

  /** The run is over, and so is looking at it. */
  public void over() {
    thread.shutdown();
    synchronized (this) {
      phase = RunPhase.OVER;
      publish(latest.nanos());
    }
    tell();
  }

  /** One look, now. */
  void look(long nowNanos) {
    try {
      if (looked(nowNanos)) {
        tell();
      }
    } catch (RuntimeException e) { // thrown, it would be the last look
      LOG.error("the run could not be looked at", e);
    }
  }

  /** True if there is a new tick. */
  private synchronized boolean looked(long nowNanos) {
    long nanos = nowNanos - beginNanos;
    if (phase == RunPhase.OVER) {
      return false;
    }
    if (phase == RunPhase.WARMUP && nanos >= header.warmup().toNanos()) {
      phase = RunPhase.MEASURING;
    }
    // A look may come a little early: to wait for the next would make the tick too long.
    boolean due = phase.hasLoad() && nanos >= dueNanos - EARLY_NANOS;
    if (due) {
      Tick tick = looks.tick(tickedNanos, nanos);
      log.add(tick);
      newest = Optional.of(tick);
      tickedNanos = nanos;
      while (nanos >= dueNanos - EARLY_NANOS) {
        dueNanos += TICK_NANOS;
      }
    }
    publish(nanos);
    return due;
  }

  private void publish(long nanos) {
    long measured = endingNanos == 0 ? nanos : endingNanos;
    List<StreamTotals> roles = looks.roleTotals();
    latest =
        new Snapshot(
            begun,
            nanos,
            phase,
            plannedNanos,
            Math.max(0, measured - header.warmup().toNanos()),
            roles,
            looks.together(roles),
            looks.chatTotals(),
            looks.pool(),
            looks.errors(),
            looks.recent().stream().map(this::sinceBegin).toList(),
            looks.cases(),
            newest,
            new Timeline(log.ticks(), marks.until(nanos)));
  }

  private RecentError sinceBegin(RecentError error) {
    return new RecentError(
        error.nanos() - beginNanos,
        error.expected(),
        error.category(),
        error.source(),
        error.text());
  }

  private void tell() {
    for (Consumer<Snapshot> listener : listeners) {
      try {
        listener.accept(latest);
      } catch (RuntimeException e) { // the others are to be told all the same
        LOG.error("a view of the run failed", e);
      }
    }
  }

  /** The whole run, with marks that were made after its last tick; for its report. */
  public synchronized Timeline timeline() {
    return new Timeline(log.ticks(), marks.until(Long.MAX_VALUE));
  }
}
