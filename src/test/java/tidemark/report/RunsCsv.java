package tidemark.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tidemark.record.ChatFigures;
import tidemark.record.ErrorFigures;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;

/**
 * A table of runs: each appends a row. Fields are quoted as in RFC 4180. Thread-safe, also between
 * processes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class RunsCsv {
  private static final String HEADER =
      "index,assistant_id,model,embedding_model,total_requests,vus,"
          + "max_time,total_time,success_pct,error\n";
  private static final double NANOS_PER_SECOND = 1e9;

  /** A lock on a file is held against other processes only. */
  private static final Object IN_THIS_PROCESS = new Object();

  private RunsCsv() {}

  /**
   * Finds out before a run whether a row can be appended after it; leaves nothing.
   *
   * @throws IOException if it cannot
   */
  public static void check(Path file) throws IOException {
    boolean absent = Files.notExists(file);
    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    if (absent) {
      Files.delete(file);
    }
  }

  /**
   * Appends the row of a run, and the header before the first.
   *
   * @param hanging chats that have no end and count as failed
   * @throws IOException if it cannot be written
   */
  public static void append(Path file, ChatReport chat, long hanging) throws IOException {
    append(file, fields(chat, hanging));
  }

  /**
   * The same for a run of cases: its requests are the cases that were tried, its model is the
   * database, an error the name of a case that failed.
   *
   * @throws IOException if it cannot be written
   */
  public static void append(Path file, CasesReport cases) throws IOException {
    append(file, fields(cases));
  }

  private static void append(Path file, List<String> fields) throws IOException {
    synchronized (IN_THIS_PROCESS) {
      try (FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        channel.lock(); // until it is closed
        String before = contents(channel);
        String start = before.isEmpty() ? HEADER : before.endsWith("\n") ? "" : "\n";
        String row =
            Stream.concat(Stream.of(Integer.toString(records(before + start))), fields.stream())
                .map(RunsCsv::quoted)
                .collect(joining(","));
        write(channel, UTF_8.encode(start + row + "\n"));
      }
    }
  }

  /** Each byte a character: whoever edited the table may have saved it in any encoding. */
  private static String contents(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // until all is read
    }
    return new String(bytes.array(), 0, bytes.position(), ISO_8859_1);
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** The header and the rows that are there; empty lines and line breaks within quotes are none. */
  private static int records(String table) {
    int records = 0;
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < table.length(); i++) {
      char c = table.charAt(i);
      quoted ^= c == '"';
      if (c == '\n' && !quoted) {
        records += begun ? 1 : 0;
        begun = false;
      } else {
        begun |= c != '\r';
      }
    }
    return records;
  }

  private static List<String> fields(ChatReport chat, long hanging) {
    ChatFigures figures = chat.figures();
    return List.of(
        chat.assistantId().orElse(""),
        chat.model().orElse(""),
        chat.embeddingModel().orElse(""),
        requests(chat),
        chat.load().vus().map(String::valueOf).orElse(""),
        decimal(figures.all().getMaxValue() / NANOS_PER_SECOND),
        decimal(figures.elapsedSeconds()),
        decimal(successPercent(figures, hanging)),
        errors(figures.errors(), hanging));
  }

  private static List<String> fields(CasesReport report) {
    List<ScenarioResult> tried =
        report.cases().stream().filter(one -> one.verdict() != Verdict.SKIP).toList();
    List<ScenarioResult> failed =
        tried.stream().filter(one -> one.verdict() == Verdict.FAIL).toList();
    DoubleSummaryStatistics seconds =
        tried.stream().mapToDouble(ScenarioResult::seconds).summaryStatistics();
    return List.of(
        "",
        report.backend() + " " + report.version(),
        "",
        Integer.toString(tried.size()),
        "1",
        decimal(tried.isEmpty() ? 0 : seconds.getMax()),
        decimal(seconds.getSum()),
        decimal(tried.isEmpty() ? 0 : 100.0 * (tried.size() - failed.size()) / tried.size()),
        failed.stream().map(one -> one.name() + "(1)").collect(joining("; ")));
  }

  private static String requests(ChatReport chat) {
    return chat.requests()
        .map(String::valueOf)
        .orElseGet(() -> "duration:" + decimal(seconds(chat.duration().orElse(Duration.ZERO))));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / NANOS_PER_SECOND;
  }

  private static double successPercent(ChatFigures figures, long hanging) {
    long all = figures.total() + hanging;
    return all == 0 ? 0 : 100.0 * figures.successes() / all;
  }

  /** As {@code Timeout(12); 500(3); Unfinished(2)}. */
  private static String errors(Map<String, ErrorFigures.Category> errors, long hanging) {
    Map<String, Long> all = new LinkedHashMap<>();
    errors.forEach((name, error) -> all.put(name, error.count()));
    if (hanging > 0) {
      all.put("Unfinished", hanging);
    }
    return all.entrySet().stream()
        .map(error -> "%s(%d)".formatted(error.getKey(), error.getValue()))
        .collect(joining("; "));
  }

  private static String decimal(double value) {
    return Summary.decimal(value).toPlainString();
  }

  private static String quoted(String field) {
    return field.matches("(?s).*[\",\\r\\n].*") ? '"' + field.replace("\"", "\"\"") + '"' : field;
  }
}
