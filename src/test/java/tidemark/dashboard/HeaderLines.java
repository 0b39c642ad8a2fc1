package tidemark.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jline.utils.AttributedStyle;
import tidemark.record.CasesHeader;
import tidemark.record.ChatHeader;
import tidemark.record.ChatTotals;
import tidemark.record.DatabaseHeader;
import tidemark.record.Figures;
import tidemark.record.RunHeader;
import tidemark.record.RunPhase;
import tidemark.record.Shown;
import tidemark.record.Snapshot;
import tidemark.record.StreamTotals;

/** What runs, where, for how long, and how far it has come. */
final class HeaderLines {
  private static final int LEAST_NAME = 6;
  private static final int LEAST_URL = 16;
  private static final Pattern SCHEME = Pattern.compile("^(jdbc:)?\\w+:(//)?");

  private final RunHeader header;
  private final Snapshot run;
  private final Look look;

  private HeaderLines(RunHeader header, Snapshot run, Look look) {
    this.header = header;
    this.run = run;
    this.look = look;
  }

  static List<Line> of(RunHeader header, Snapshot run, Look look) {
    return new HeaderLines(header, run, look).lines();
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(title());
    header.database().map(this::database).ifPresent(lines::add);
    header.chat().map(this::chat).ifPresent(lines::add);
    header.cases().map(this::cases).ifPresent(lines::add);
    lines.add(progress());
    return lines;
  }

  /** How far it is matters more than its whole name. */
  private Line title() {
    String time = time();
    Line line = line().add(look.palette().strong(), "Tidemark  ");
    int room = Math.max(LEAST_NAME, look.columns() - line.cells() - time.length() - 3);
    return line.add(Shown.cut(header.simulation(), room)).right(AttributedStyle.DEFAULT, time);
  }

  private Line line() {
    return new Line(look).add(" ");
  }

  private String time() {
    return switch (run.phase()) {
      case STARTING -> "starting";
      case WARMUP ->
          "warm-up, not counted  "
              + Clock.of(run.nanos())
              + " / "
              + Clock.of(header.warmup().toNanos());
      case MEASURING -> "run " + Clock.measured(header, run);
      case ENDING -> "ending  " + Clock.measured(header, run);
      case FINISHING -> "audit and files  " + Clock.measured(header, run);
      case OVER -> "over  " + Clock.measured(header, run);
    };
  }

  private Line database(DatabaseHeader database) {
    String pool =
        run.pool()
            .map(
                use ->
                    "   pool %s/%s, %s waiting"
                        .formatted(
                            Figures.count(use.active()),
                            Figures.count(use.max()),
                            Figures.count(use.waiting())))
            .orElse("");
    return target(
        "%s %s".formatted(database.backend(), database.version()),
        database.url(),
        "%s workers x %s%s"
            .formatted(Figures.count(database.workers()), database.users().size(), pool));
  }

  private Line chat(ChatHeader chat) {
    String model = chat.model().map(name -> Shown.line(name, 30) + ", ").orElse("");
    String users =
        chat.load()
            .vus()
            .map(vus -> Figures.count(vus) + " users")
            .orElseGet(() -> Figures.number(chat.load().rate().orElseThrow()) + " users/s");
    String steps = chat.steps() == 0 ? "" : ", %s steps".formatted(Figures.count(chat.steps()));
    return target("chat", chat.apiUrl(), model + users + steps);
  }

  private Line cases(CasesHeader cases) {
    return target(
        "%s %s".formatted(cases.backend(), cases.version()),
        cases.url(),
        Figures.count(run.cases().size()) + " cases");
  }

  /** The address gets what the rest leaves; if that is little, it has no scheme. */
  private Line target(String name, String url, String rest) {
    int room = Math.max(LEAST_URL, look.columns() - name.length() - rest.length() - 7);
    String fits = url.length() <= room ? url : SCHEME.matcher(url).replaceFirst("");
    return line().add(name + "  " + Shown.line(fits, room) + "   " + rest);
  }

  private Line progress() {
    String figures = share().map(one -> "%3.0f %%   ".formatted(100 * one)).orElse("") + done();
    int cells = Math.max(0, look.columns() - figures.length() - 5);
    String bar = look.glyphs().progress(share().orElse(0.0), cells);
    return line().add(look.palette().good(), bar).add("  " + figures);
  }

  /** Of the time, or of the requests where those are what is asked for; whichever is further. */
  private Optional<Double> share() {
    if (header.cases().isPresent()) {
      long over = run.cases().stream().filter(one -> one.result().isPresent()).count();
      return Optional.of((double) over / Math.max(1, run.cases().size()));
    }
    if (run.phase() == RunPhase.WARMUP) {
      return Optional.of((double) run.nanos() / header.warmup().toNanos());
    }
    if (run.phase() == RunPhase.STARTING) {
      return Optional.of(0.0);
    }
    double requests =
        header.chat().flatMap(ChatHeader::requests).map(all -> (double) chats() / all).orElse(0.0);
    double time =
        run.plannedNanos().isPresent()
            ? (double) run.measuredNanos()
                / Math.max(1, run.plannedNanos().getAsLong() - header.warmup().toNanos())
            : 0;
    double share = Math.min(1, Math.max(requests, time));
    return share == 0 && run.plannedNanos().isEmpty() ? Optional.empty() : Optional.of(share);
  }

  private long chats() {
    return run.chat().map(chat -> chat.totals().operations() + chat.totals().failed()).orElse(0L);
  }

  private String done() {
    if (header.cases().isPresent()) {
      long over = run.cases().stream().filter(one -> one.result().isPresent()).count();
      return "%s of %s cases".formatted(Figures.count(over), Figures.count(run.cases().size()));
    }
    return header.database().isPresent()
        ? done(run.allRoles(), "ops")
        : done(run.chat().map(ChatTotals::totals).orElse(run.allRoles()), "chats");
  }

  /** With the mean rate since the end of warm-up. */
  private String done(StreamTotals totals, String what) {
    double seconds = run.measuredNanos() / 1e9;
    double rate = seconds == 0 ? 0 : totals.operations() / seconds;
    return "%s %s   %s/s".formatted(Figures.count(totals.operations()), what, Figures.number(rate));
  }
}
