package tidemark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;
import tidemark.record.ChatFigures;
import tidemark.record.ChatLoad;
import tidemark.record.Drift;
import tidemark.record.ErrorFigures;
import tidemark.record.Figures;
import tidemark.record.Shown;
import tidemark.record.StepFigures;
import tidemark.record.StreamFigures;

/** A run's chats in the last lines on the console. */
final class ChatEnd {
  private static final int COLUMNS = 80;
  private static final String LINE = " %-11s %s";
  private static final String NONE = "none";

  private ChatEnd() {}

  /**
   * The table, what streams did, and the errors.
   *
   * @param head what the first line begins with
   */
  static List<String> lines(String head, ChatReport chat) {
    ChatFigures figures = chat.figures();
    List<String> lines = new ArrayList<>();
    lines.add(
        " %s   %s   %s s%s"
            .formatted(
                head, users(chat), Figures.number(figures.elapsedSeconds()), unfinished(figures)));
    lines.add(line("target", "", chat.apiUrl()));
    if (!chat.warmup().isZero()) {
      double seconds = chat.warmup().toNanos() / 1e9;
      lines.add(LINE.formatted("warm-up", Figures.number(seconds) + " s before, in no figure"));
    }
    lines.add(
        ConsoleEnd.ROW.formatted(
            chat.steps().isEmpty() ? "" : "step",
            "requests",
            "ops/s",
            "p50",
            "p95",
            "p99",
            "max",
            "failed"));
    for (StepFigures step : chat.steps()) {
      lines.add(chats("%-6s %s".formatted(step.name(), StepLines.word(step)), step.figures()));
    }
    lines.add(chats("chat", figures));
    if (figures.delays().getTotalCount() > 0) {
      lines.add(times("start delay", figures.delays()));
    }
    if (figures.streams().asked() > 0) {
      streams(lines, figures.streams());
    }
    if (figures.slo().given()) {
      lines.add(LINE.formatted("goodput", Figures.share(figures.good(), figures.total())));
    }
    figures.drift().ifPresent(drift -> drift(lines, drift));
    errors(lines, figures);
    return lines;
  }

  private static String users(ChatReport chat) {
    ChatLoad load = chat.load();
    return load.vus()
        .map(vus -> Figures.count(vus) + " users")
        .orElseGet(
            () ->
                "%s users/s %s, %s at once"
                    .formatted(
                        Figures.number(load.rate().orElseThrow()),
                        load.arrivals(),
                        Figures.count(chat.activeUsers())));
  }

  private static String chats(String name, ChatFigures figures) {
    return ConsoleEnd.row(
        name,
        figures.total(),
        Figures.number(figures.requestsPerSecond()),
        figures.answered(),
        Figures.count(figures.failures()),
        "no chat was answered");
  }

  private static String unfinished(ChatFigures figures) {
    return figures.unfinished() == 0
        ? ""
        : "   %s unfinished".formatted(Figures.count(figures.unfinished()));
  }

  /** A text that is too long is cut. */
  private static String line(String label, String fixed, String text) {
    String start = LINE.formatted(label, fixed);
    return (start + Shown.cut(text, COLUMNS - start.length())).stripTrailing();
  }

  private static void streams(List<String> lines, StreamFigures streams) {
    lines.add(times("TTFT", streams.firstToken()));
    lines.add(times("TPOT", streams.perOutputToken()));
    lines.add(times("inter-chunk", streams.interChunk()));
    lines.add(LINE.formatted("tokens", streams.good() == 0 ? NONE : tokens(streams)));
  }

  private static String tokens(StreamFigures streams) {
    return "%s (%s) in %s streams, %s tokens/s"
        .formatted(
            Figures.count(streams.outputTokens()),
            streams.source().id(),
            Figures.count(streams.good()),
            Figures.number(streams.outputTokensPerSecond()));
  }

  private static String times(String name, AbstractHistogram nanos) {
    return nanos.getTotalCount() == 0
        ? LINE.formatted(name, NONE)
        : ConsoleEnd.row(name, nanos.getTotalCount(), "", nanos, "", NONE);
  }

  private static void drift(List<String> lines, Drift drift) {
    String label = "drift";
    for (String line : DriftLine.of(drift)) {
      lines.add(LINE.formatted(label, line));
      label = "";
    }
  }

  /** A line for each name, with what was said of the first. */
  private static void errors(List<String> lines, ChatFigures figures) {
    if (figures.errors().isEmpty()) {
      lines.add(LINE.formatted("errors", NONE));
    }
    String label = "errors";
    for (Map.Entry<String, ErrorFigures.Category> error : figures.errors().entrySet()) {
      String count = error.getKey() + " " + Figures.count(error.getValue().count());
      String said = error.getValue().samples().stream().findFirst().orElse("");
      lines.add(line(label, "%-23s ".formatted(count), said));
      label = "";
    }
  }
}
