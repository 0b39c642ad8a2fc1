package tidemark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tidemark.dashboard.LiveContent;
import tidemark.dashboard.TerminalDashboard;
import tidemark.dashboard.WebView;
import tidemark.record.Gauges;
import tidemark.record.Marks;
import tidemark.record.RunHeader;
import tidemark.record.Snapshot;
import tidemark.record.Ticker;

/**
 * The measured time of one JVM in windows, in turn with every view of the run (the time line, the
 * dashboard on a terminal, the live page without a browser) and with none; in the warm-up they are
 * there. Only where {@code -Dbench.windows} names a file for what was seen.
 */
final class ViewWindows {
  private static final String FILE = "windows";
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final Duration COUNTED = Duration.ofSeconds(4);

  /** Each pair of windows has one of each, there and back: what changes with time cancels out. */
  private static final List<Boolean> SHOWN = List.of(true, false, false, true);

  private final Course course;
  private final Gauges gauges;
  private final LongSupplier turns;
  private final Path file;
  private final List<Double> rates = new ArrayList<>();
  private final Thread thread = new Thread(this::takeTurns, "windows");
  private volatile @Nullable Exception failure;

  private ViewWindows(Course course, Gauges gauges, LongSupplier turns, Path file) {
    this.course = course;
    this.gauges = gauges;
    this.turns = turns;
    this.file = file;
    thread.setDaemon(true);
  }

  /**
   * Begins, when the course has; once.
   *
   * @param turns that users have had by now
   * @return empty if nobody asks for windows
   */
  static Optional<ViewWindows> begin(Course course, Gauges gauges, LongSupplier turns) {
    Optional<ViewWindows> asked =
        Optional.ofNullable(System.getProperty(Task.PREFIX + FILE))
            .map(file -> new ViewWindows(course, gauges, turns, Path.of(file)));
    asked.ifPresent(windows -> windows.thread.start());
    return asked;
  }

  static String option(Path file) {
    return Task.option(FILE, file);
  }

  private void takeTurns() {
    try {
      try (Shown warmup = shown()) {
        warmup.ticker().begin(System.nanoTime(), WINDOW);
        waitUntil(course.measuredFrom());
      }
      long until = course.measuredFrom() + WINDOW.toNanos();
      for (int i = 0; course.holds(until); i++) { // none is cut short
        rates.add(SHOWN.get(i % SHOWN.size()) ? rateWithViews(until) : rate(until));
        until += WINDOW.toNanos();
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  private double rateWithViews(long until) throws IOException {
    try (Shown views = shown()) {
      views.ticker().begin(System.nanoTime(), WINDOW);
      return rate(until);
    }
  }

  /** Of what is counted up to then: a run opens and closes its views once, not in each window. */
  private double rate(long until) {
    waitUntil(until - COUNTED.toNanos());
    long from = System.nanoTime();
    long before = turns.getAsLong();
    waitUntil(until);
    return (turns.getAsLong() - before) * 1e9 / (System.nanoTime() - from);
  }

  private static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private Shown shown() throws IOException {
    RunHeader header =
        new RunHeader(
            "Views",
            Instant.now(),
            file,
            Duration.ZERO,
            gauges.database().map(Gauges.OfDatabase::header),
            gauges.chat().map(Gauges.OfChat::header),
            Optional.empty());
    Ticker ticker = new Ticker(header, gauges, new Marks());
    return new Shown(
        ticker,
        TerminalDashboard.open(ticker, true).orElseThrow(),
        WebView.start(ticker, new Unseen()));
  }

  /** Every view there is. */
  private record Shown(Ticker ticker, TerminalDashboard terminal, WebView page)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      ticker.over();
      page.close();
      terminal.close();
    }
  }

  /** Ends them, if there are any, and writes what was seen. */
  static void close(Optional<ViewWindows> asked) {
    try {
      if (asked.isPresent()) {
        asked.get().write();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whole pairs only, a line each: with every view, with none; turns per second. */
  private void write() throws IOException, InterruptedException {
    thread.join();
    if (failure != null) {
      throw new IOException(failure);
    }
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < rates.size(); i += 2) {
      boolean first = SHOWN.get(i % SHOWN.size());
      pairs.add(rates.get(first ? i : i + 1) + " " + rates.get(first ? i + 1 : i));
    }
    Files.write(file, pairs);
  }

  /** Nobody opens the page. */
  private static final class Unseen implements LiveContent {
    @Override
    public String page(Snapshot run) {
      return "";
    }

    @Override
    public String since(Snapshot run, long nanos) {
      return "";
    }
  }
}
