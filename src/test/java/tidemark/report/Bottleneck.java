package tidemark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.AbstractHistogram;
import tidemark.record.Figures;
import tidemark.record.GeneratorFigures;

/**
 * Tells whether the load generator, and what is embedded in it, was the limit, not the target.
 * Pure.
 *
 * <p>A busy machine alone says nothing: roles without a pause are there to keep it busy, and their
 * times are taken on workers, which no event loop delays. A chat is sent and stamped on an event
 * loop: so late as that is, so wrong is its time.
 *
 * @see <a href="https://grafana.com/docs/k6/latest/testing-guides/running-large-tests/">the same
 *     rule of a fifth</a>
 */
public final class Bottleneck {
  private static final double LEAST_SECONDS = 2;
  private static final double GC_PERCENT = 10;

  /** With less than a fifth left, whoever wants a processor waits for one. */
  private static final double BUSY_PERCENT = 80;

  private static final double LARGEST_OWN_PERCENT = 40;

  /** A database server on the same machine always has more than a tenth. */
  private static final double ALL_PERCENT = 90;

  private static final double LAG_SHARE = 0.5;
  private static final double NANOS_PER_MILLI = 1e6;

  private Bottleneck() {}

  /**
   * Why it was.
   *
   * @return empty if it was not, or if too little was measured to say so
   */
  public static Optional<String> of(
      GeneratorFigures figures, Optional<DatabaseReport> database, Optional<ChatReport> chat) {
    if (figures.elapsedSeconds() < LEAST_SECONDS) {
      return Optional.empty();
    }
    List<String> reasons = new ArrayList<>();
    if (figures.gcPercent() >= GC_PERCENT) {
      reasons.add(
          "garbage collection stopped it for %s %% of the time"
              .formatted(Figures.number(figures.gcPercent())));
    }
    if (chat.isPresent() ? noneLeft(figures) : allItsOwn(figures, database)) {
      reasons.add(
          "the processors were busy to %s %%, %s %% with it"
              .formatted(
                  Figures.number(figures.machinePercent()), Figures.number(figures.cpuPercent())));
    }
    chat.flatMap(chats -> late(figures, chats)).ifPresent(reasons::add);
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
  }

  /** Others may take a part of them; but who sends little is not the limit. */
  private static boolean noneLeft(GeneratorFigures figures) {
    return figures.machinePercent() >= BUSY_PERCENT && figures.cpuPercent() >= LARGEST_OWN_PERCENT;
  }

  /** SQLite works in this process: what is busy is the target. */
  private static boolean allItsOwn(GeneratorFigures figures, Optional<DatabaseReport> database) {
    boolean inProcess = database.filter(one -> one.backend().equals("sqlite")).isPresent();
    return figures.cpuPercent() >= ALL_PERCENT && !inProcess;
  }

  private static Optional<String> late(GeneratorFigures figures, ChatReport chat) {
    long lag = figures.timerLag().getValueAtPercentile(99);
    long typical = typical(chat);
    if (typical == 0 || lag < typical * LAG_SHARE) {
      return Optional.empty();
    }
    return Optional.of(
        "timers were late by %s (p99), where chats are a matter of %s"
            .formatted(
                Figures.millis(lag / NANOS_PER_MILLI), Figures.millis(typical / NANOS_PER_MILLI)));
  }

  /** The median of what is shortest among the times of a chat that are reported. */
  private static long typical(ChatReport chat) {
    AbstractHistogram whole = chat.figures().all();
    AbstractHistogram first = chat.figures().streams().firstToken();
    long median = whole.getValueAtPercentile(50);
    return first.getTotalCount() == 0 ? median : Math.min(median, first.getValueAtPercentile(50));
  }
}
