package tidemark.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.utils.AttributedStyle;
import tidemark.record.ChatTotals;
import tidemark.record.Figures;
import tidemark.record.Percentiles;
import tidemark.record.RunHeader;
import tidemark.record.RunPhase;
import tidemark.record.Shown;
import tidemark.record.Snapshot;
import tidemark.record.StreamTick;
import tidemark.record.StreamTotals;

/**
 * Who works, how much, how fast, and what fails: the roles, all of them together, and the chats.
 */
final class LoadTable {
  private static final int NAME = 13;
  private static final int LEAST_STATUS = 10;
  private static final int COUNT = 10;
  private static final int RATE = 7;
  private static final int FAILED = 7;
  private static final int ROOMY = 100;
  private static final int LONGEST_BAR = 30;
  private static final String PARTING = "   ";
  private static final int LONGEST_NAME = 24;
  private static final double NANOS_PER_MILLI = 1e6;

  private final RunHeader header;
  private final Snapshot run;
  private final Look look;
  private final double most;
  private final int status;

  /** Cells of a percentile. */
  private final int time;

  LoadTable(RunHeader header, Snapshot run, Look look) {
    this.header = header;
    this.run = run;
    this.look = look;
    this.time = look.columns() < ROOMY ? 8 : 10;
    this.most = run.roles().stream().mapToDouble(role -> rate(role.name())).max().orElse(0);
    this.status =
        Stream.concat(run.roles().stream().map(this::status), run.chat().stream().map(this::status))
            .mapToInt(text -> text.length() + 1)
            .reduce(LEAST_STATUS, Math::max);
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(head());
    if (header.database().isPresent()) {
      run.roles().forEach(role -> lines.add(role(role)));
      lines.add(total());
    }
    run.chat().ifPresent(chat -> lines.addAll(chat(chat)));
    return lines;
  }

  private Line head() {
    AttributedStyle style = look.palette().strong();
    boolean roles = header.database().isPresent();
    return new Line(look)
        .add(style, roles ? " role" : "")
        .to(NAME)
        .number(style, roles ? "ops" : "chats", status + COUNT)
        .number(style, roles ? "ops/s" : "per s", RATE)
        .number(style, "p50", time)
        .number(style, "p95", time)
        .number(style, "p99", time)
        .number(style, "failed", FAILED);
  }

  private Line role(StreamTotals role) {
    AttributedStyle style = look.palette().role(role.name());
    Line line = row(role, style, status(role));
    int room = look.columns() - line.cells() - 3;
    return room < 1 || most == 0
        ? line
        : line.add("  ")
            .add(style, look.glyphs().bar(rate(role.name()) / most, Math.min(room, LONGEST_BAR)));
  }

  private Line total() {
    StreamTotals all = run.allRoles();
    double rate = run.roles().stream().mapToDouble(role -> rate(role.name())).sum();
    return row("TOTAL", look.palette().strong(), "", all, rate, times(all, together()));
  }

  /** All roles in the last second. */
  private Optional<Percentiles> together() {
    return run.roles().stream()
        .flatMap(role -> tick(role.name()).stream())
        .reduce(StreamTick::plus)
        .map(StreamTick::answered);
  }

  private Line row(StreamTotals stream, AttributedStyle style, String says) {
    Optional<Percentiles> now = tick(stream.name()).map(StreamTick::answered);
    return row(stream.name(), style, says, stream, rate(stream.name()), times(stream, now));
  }

  private Line row(
      String name,
      AttributedStyle style,
      String says,
      StreamTotals totals,
      double rate,
      Percentiles times) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    Line line =
        new Line(look)
            .add(style, " " + name)
            .to(NAME)
            .add(says)
            .to(NAME + status)
            .number(plain, Figures.count(totals.operations()), COUNT)
            .number(plain, Figures.number(rate), RATE);
    for (long nanos : new long[] {times.p50(), times.p95(), times.p99()}) {
      line.number(plain, times.count() == 0 ? "-" : Figures.millis(nanos / NANOS_PER_MILLI), time);
    }
    AttributedStyle failed = totals.failed() == 0 ? plain : look.palette().bad();
    return line.number(failed, Figures.count(totals.failed()), FAILED);
  }

  /** Those of the measured time, and before there are any those of the last second. */
  private static Percentiles times(StreamTotals totals, Optional<Percentiles> now) {
    return totals.answered().count() > 0 ? totals.answered() : now.orElse(totals.answered());
  }

  private Optional<StreamTick> tick(String name) {
    return run.newest().flatMap(tick -> tick.stream(name));
  }

  /** Operations of the last second. */
  private double rate(String name) {
    return run.newest()
        .map(newest -> newest.perSecond(tick(name).map(StreamTick::operations).orElse(0L)))
        .orElse(0.0);
  }

  private String status(StreamTotals role) {
    int users = header.database().map(one -> one.users().getOrDefault(role.name(), 0)).orElse(0);
    return users == 0 ? doing(role.name()) : Figures.count(users) + " " + doing(role.name());
  }

  private String status(ChatTotals chat) {
    boolean over = run.phase().compareTo(RunPhase.ENDING) > 0;
    return over ? "done" : Figures.count(chat.activeUsers()) + " users";
  }

  private String doing(String name) {
    return switch (run.phase()) {
      case STARTING -> "waiting";
      case ENDING -> "ending";
      case FINISHING, OVER -> "done";
      case WARMUP, MEASURING -> tick(name).map(LoadTable::doing).orElse("starting");
    };
  }

  /** Whoever has ended nothing for a second waits for something. */
  private static String doing(StreamTick tick) {
    return tick.count() > 0 ? "working" : "waiting";
  }

  private List<Line> chat(ChatTotals chat) {
    StreamTotals totals = chat.totals();
    List<Line> lines = new ArrayList<>();
    lines.add(row(totals, look.palette().chat(), status(chat)));
    Line more = new Line(look).to(NAME);
    chat.step().ifPresent(name -> more.add("step " + Shown.line(name, LONGEST_NAME) + PARTING));
    if (chat.firstToken().count() > 0) {
      more.add("TTFT p95 " + Figures.millis(chat.firstToken().p95() / NANOS_PER_MILLI) + PARTING);
      more.add(Figures.number(tokensPerSecond()) + " tokens/s" + PARTING);
    }
    if (!run.errors().chat().isEmpty()) {
      more.add(look.palette().error(false), "failed " + names(run.errors().chat()));
    }
    if (more.cells() > NAME) {
      lines.add(more);
    }
    return lines;
  }

  private double tokensPerSecond() {
    return run.newest()
        .flatMap(tick -> tick.chat().map(now -> tick.perSecond(now.tokens())))
        .orElse(0.0);
  }

  /** {@code http_500 3, timeout 1}. */
  static String names(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(
            entry ->
                Shown.line(entry.getKey(), LONGEST_NAME) + " " + Figures.count(entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
