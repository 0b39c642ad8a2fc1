package tidemark.dashboard;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.record.RunPhase;
import tidemark.record.Snapshot;
import tidemark.record.Ticker;

/**
 * A run on the whole of a terminal, eight times in a second. The screen is taken when the run
 * begins, so that whatever refuses it is said where one looks, and given back when it is over, or
 * when the JVM ends. Thread-safe.
 */
public final class TerminalDashboard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TerminalDashboard.class);

  /** Of a terminal that does not say. */
  private static final int COLUMNS = 80;

  private static final int ROWS = 24;

  private final Ticker ticker;
  private final Screen screen;
  private final Look look;
  private final HeldOutput held = new HeldOutput();
  private boolean begun;
  private boolean closed;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "tidemark-dashboard");
            made.setDaemon(true);
            return made;
          });

  private TerminalDashboard(Ticker ticker, Screen screen, boolean coloured) {
    this.ticker = ticker;
    this.screen = screen;
    this.look =
        new Look(
            COLUMNS,
            ROWS,
            new Palette(coloured),
            Glyphs.of(screen.encoding()),
            ZoneId.systemDefault());
  }

  /**
   * Waits for the run to begin.
   *
   * @param coloured false where nobody wants colours
   * @return empty if the output is no terminal that can be drawn on
   */
  public static Optional<TerminalDashboard> open(Ticker ticker, boolean coloured) {
    return Screen.find()
        .map(
            screen -> {
              TerminalDashboard dashboard = new TerminalDashboard(ticker, screen, coloured);
              dashboard.watch();
              return dashboard;
            });
  }

  private void watch() {
    thread.scheduleAtFixedRate(this::frame, 0, Ticker.LOOK.toNanos(), TimeUnit.NANOSECONDS);
    ticker.onTick(
        run -> {
          if (run.phase() == RunPhase.OVER) {
            close();
          }
        });
  }

  private synchronized void frame() {
    Snapshot run = ticker.latest();
    if (closed || run.phase() == RunPhase.STARTING) {
      return;
    }
    try {
      if (!begun) {
        begun = true;
        held.hold(screen.encoding());
        screen.take();
      }
      Look drawn = look();
      screen.draw(Frame.lines(ticker.header(), run, drawn), drawn.columns());
    } catch (IOException | RuntimeException e) { // the run goes on without a view
      close();
      LOG.warn("the dashboard ended", e);
    }
  }

  /** As large as the terminal is now. */
  private Look look() {
    Size size = screen.size();
    boolean known = size.getColumns() > 0 && size.getRows() > 0;
    return look.sized(known ? size.getColumns() : COLUMNS, known ? size.getRows() : ROWS);
  }

  /** Gives the screen back, with what was said meanwhile. Later calls do nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    thread.shutdown();
    screen.close();
    if (begun) {
      held.release();
    }
  }
}
