package tidemark.dashboard;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidemark.record.Figures;
import tidemark.record.RunHeader;
import tidemark.record.RunPhase;
import tidemark.record.Snapshot;
import tidemark.record.StreamTick;
import tidemark.record.Tick;
import tidemark.record.Ticker;

/**
 * A run as a line every five seconds, where there is no terminal to draw on; the first comes when
 * there is something to say. For one thread.
 */
public final class PlainLines {
  private static final double EVERY_SECONDS = 5;
  private static final double TOLERANCE_SECONDS = 0.5;
  private static final double NANOS_PER_MILLI = 1e6;

  private final RunHeader header;
  private final PrintStream out;
  private @Nullable Tick since;
  private boolean spoken;

  PlainLines(RunHeader header, PrintStream out) {
    this.header = header;
    this.out = out;
  }

  /** Says so from now on. */
  public static void watch(Ticker ticker) {
    ticker.onTick(new PlainLines(ticker.header(), System.out)::tick);
  }

  void tick(Snapshot run) {
    if (run.phase().compareTo(RunPhase.FINISHING) >= 0) {
      return;
    }
    run.newest().ifPresent(newest -> since = since == null ? newest : since.plus(newest));
    Tick all = since;
    if (all != null && (!spoken || all.seconds() >= EVERY_SECONDS - TOLERANCE_SECONDS)) {
      since = null;
      spoken = true;
      out.println(line(header, run, all));
    }
  }

  /**
   * One line.
   *
   * @param last what ended since the line before
   */
  static String line(RunHeader header, Snapshot run, Tick last) {
    List<String> parts = new ArrayList<>();
    parts.add(time(header, run));
    if (header.database().isPresent()) {
      parts.add(roles(last));
    }
    run.chat().ifPresent(chat -> parts.add(chat(run, last)));
    if (header.database().isPresent()) {
      parts.add(errors(run));
    }
    if (!run.cases().isEmpty()) {
      long over = run.cases().stream().filter(one -> one.result().isPresent()).count();
      parts.add("%s of %s cases".formatted(Figures.count(over), Figures.count(run.cases().size())));
    }
    return " " + String.join("   ", parts);
  }

  private static String time(RunHeader header, Snapshot run) {
    if (run.phase() == RunPhase.WARMUP) {
      return "warm-up " + Clock.of(run.nanos());
    }
    return "run " + Clock.measured(header, run);
  }

  private static String roles(Tick last) {
    Optional<StreamTick> all =
        last.streams().stream()
            .filter(one -> !one.name().equals(Tick.CHAT))
            .reduce(StreamTick::plus);
    return all.map(one -> stream(last, one, "ops")).orElse("0 ops/s");
  }

  private static String stream(Tick last, StreamTick one, String what) {
    String p95 =
        one.answered().count() == 0
            ? ""
            : ", p95 " + Figures.millis(one.answered().p95() / NANOS_PER_MILLI);
    return "%s %s/s%s, %s failed"
        .formatted(
            Figures.number(last.perSecond(one.operations())),
            what,
            p95,
            Figures.count(one.failed()));
  }

  private static String chat(Snapshot run, Tick last) {
    String step =
        run.chat().flatMap(chat -> chat.step()).map(name -> "step " + name + ", ").orElse("");
    int users = run.chat().map(chat -> chat.activeUsers()).orElse(0);
    String chats =
        last.stream(Tick.CHAT).map(one -> stream(last, one, "chats")).orElse("0 chats/s");
    return "%s%s users, %s".formatted(step, Figures.count(users), chats);
  }

  private static String errors(Snapshot run) {
    long expected = run.errors().expected().values().stream().mapToLong(Long::longValue).sum();
    long unexpected =
        run.errors().unexpectedInWarmup()
            + run.errors().unexpected().values().stream().mapToLong(Long::longValue).sum();
    return "errors %s expected, %s unexpected"
        .formatted(Figures.count(expected), Figures.count(unexpected));
  }
}
