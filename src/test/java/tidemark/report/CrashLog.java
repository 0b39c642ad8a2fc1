package tidemark.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tidemark.record.ErrorFigures;
import tidemark.record.Figures;
import tidemark.record.Shown;
import tidemark.settings.Secrets;

/**
 * Writes {@code stress_crash_<datetime>.log}: what is known of a run at the moment of the incident
 * that ends it. Whole or not at all; its last line says that it is whole.
 */
public final class CrashLog {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final String FIELD = "%-12s %s";
  private static final int LONGEST_MESSAGE = 20_000;
  private static final int LONGEST_TRACE = 200_000;
  private static final int DEEPEST = 50;
  private static final String END = "end of the log";

  private CrashLog() {}

  /** Its name in the run's folder. */
  public static String name(Instant time) {
    return "stress_crash_%s.log".formatted(STAMP.format(time.atZone(ZoneId.systemDefault())));
  }

  /**
   * Writes it to the run's folder.
   *
   * @param where the place of the incident in the run
   * @throws IOException if it cannot be written
   */
  public static void write(RunReport report, Incident incident, String where, Secrets secrets)
      throws IOException {
    String text = String.join("\n", lines(report, incident, where)) + "\n";
    byte[] safe = Printable.lines(secrets.hide(text)).getBytes(UTF_8);
    Path file = report.folder().resolve(name(incident.time()));
    WholeFile.write(file, out -> out.write(safe));
  }

  static List<String> lines(RunReport report, Incident incident, String where) {
    List<String> lines = new ArrayList<>();
    lines.add("Tidemark ended this run at its first error that nobody expects");
    lines.add("");
    lines.add(FIELD.formatted("time", incident.time()));
    lines.add(FIELD.formatted("simulation", report.simulation()));
    lines.add(FIELD.formatted("seed", report.seed()));
    lines.add(FIELD.formatted("where", where));
    lines.add(FIELD.formatted("what", incident.what() + " of " + incident.source()));
    lines.add(FIELD.formatted("said", Shown.cut(incident.message(), LONGEST_MESSAGE)));
    lines.add(FIELD.formatted("versions", versions(report.versions())));
    report.database().ifPresent(database -> lines.addAll(database(database)));
    report.chat().ifPresent(chat -> lines.addAll(chat(chat)));
    lines.add("");
    lines.addAll(thrown(incident.cause()));
    lines.add("");
    report.database().ifPresent(database -> lines.addAll(errors(database)));
    report.chat().ifPresent(chat -> counted(lines, "failed chats", chat.figures().errors()));
    lines.add(END);
    return lines;
  }

  private static String versions(Map<String, String> versions) {
    return versions.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "))
        + ", os %s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"));
  }

  private static List<String> database(DatabaseReport database) {
    return List.of(
        FIELD.formatted(
            "database",
            "%s %s, engine %s, %s"
                .formatted(
                    database.backend(), database.version(), database.engine(), database.url())),
        FIELD.formatted(
            "load",
            "%d workers, %d users; pool of %d, at most %d in use, %d waiting, %d timeouts"
                .formatted(
                    database.workers(),
                    database.users(),
                    database.pool().max(),
                    database.pool().peakActive(),
                    database.pool().peakWaiting(),
                    database.pool().timeouts())),
        FIELD.formatted(
            "done",
            "%s operations in %s s"
                .formatted(
                    Figures.count(database.figures().all().operations()),
                    Figures.number(database.figures().elapsedSeconds()))));
  }

  private static List<String> chat(ChatReport chat) {
    return List.of(
        FIELD.formatted("chat", chat.apiUrl() + chat.model().map(", model "::concat).orElse("")),
        FIELD.formatted(
            "chatters",
            chat.load()
                .vus()
                .map(users -> users + " users")
                .orElseGet(() -> chat.load().rate().orElse(0.0) + " users arrive in a second")),
        FIELD.formatted(
            "chats",
            "%s went well, %s failed, %s under way"
                .formatted(
                    Figures.count(chat.figures().successes()),
                    Figures.count(chat.figures().failures()),
                    Figures.count(chat.figures().unfinished()))));
  }

  /** All of it, also what JDBC hangs beside the causes. */
  private static List<String> thrown(@Nullable Throwable cause) {
    if (cause == null) {
      return List.of("nothing was thrown: what was said is all there is");
    }
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    cause.printStackTrace(out);
    Throwable one = cause;
    for (int depth = 0; one != null && depth < DEEPEST; depth++) {
      if (one instanceof SQLException error) {
        codes(error, out);
      }
      one = one.getCause();
    }
    out.flush();
    return List.of(Shown.cut(text.toString().stripTrailing(), LONGEST_TRACE));
  }

  private static void codes(SQLException error, PrintWriter out) {
    out.printf("SQLSTATE %s, code %d: %s%n", error.getSQLState(), error.getErrorCode(), error);
    SQLException next = error.getNextException();
    if (next != null && next != error.getCause()) {
      out.print("and then: ");
      next.printStackTrace(out);
      codes(next, out);
    }
  }

  private static List<String> errors(DatabaseReport database) {
    ErrorFigures measured = database.figures().errors();
    ErrorFigures warmup = database.figures().warmupErrors();
    List<String> lines = new ArrayList<>();
    counted(lines, "unexpected errors", measured.unexpected());
    counted(lines, "unexpected errors during warm-up", warmup.unexpected());
    counted(lines, "expected errors", measured.expected());
    counted(lines, "expected errors during warm-up", warmup.expected());
    return lines;
  }

  private static void counted(
      List<String> lines, String what, Map<String, ErrorFigures.Category> errors) {
    lines.add(what + ":" + (errors.isEmpty() ? " none" : ""));
    errors.forEach(
        (name, error) -> {
          lines.add("  %s %s".formatted(name, Figures.count(error.count())));
          error.samples().forEach(sample -> lines.add("    " + sample));
        });
    lines.add("");
  }
}
