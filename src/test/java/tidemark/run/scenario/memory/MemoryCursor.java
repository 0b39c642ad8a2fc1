package tidemark.run.scenario.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidemark.record.Figures;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;

/**
 * A result that is several times larger than the heap, read by cursor. The database makes its rows
 * as it is read, so it fills no disk; who reads it is a small JVM of its own.
 */
public final class MemoryCursor implements Case {
  private static final int HEAP_MB = 48;
  private static final int FETCH_SIZE = 50;
  private static final long MIB = 1024 * 1024;

  private final int resultMb;
  private final int fetchSize;

  /**
   * The case.
   *
   * @param resultMb size of the result, in MB of 1,048,576 bytes: more than the heap's 48
   */
  public MemoryCursor(int resultMb) {
    this(resultMb, FETCH_SIZE);
  }

  /**
   * The same.
   *
   * @param fetchSize rows that are read at a time; 0 for all at once
   */
  MemoryCursor(int resultMb, int fetchSize) {
    this.resultMb = resultMb;
    this.fetchSize = fetchSize;
  }

  @Override
  public String name() {
    return "memory-cursor";
  }

  @Override
  public String expected() {
    return "a result of %s MB is read by cursor with a heap of %d MB, every row right"
        .formatted(Figures.count(resultMb), HEAP_MB);
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(90);
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    long rows = resultMb * MIB / (CursorTask.PIECE * CursorTask.PIECES);
    CursorTask task = CursorTask.on(site.dialect(), site.source(), rows, fetchSize);
    long start = System.nanoTime();
    String console = read(site, task);
    double seconds = (System.nanoTime() - start) / 1e9;
    Optional<CursorResult> result = CursorResult.in(console);
    if (result.isEmpty()) {
      return Observation.failed("the reader ended without a result: " + said(console));
    }
    return observed(rows, result.get(), seconds);
  }

  /** Its standard input is open until it has ended by itself. */
  private static String read(CaseSite site, CursorTask task) throws IOException {
    Process reader = reader();
    site.closing(reader::destroyForcibly);
    try (DataOutputStream in = new DataOutputStream(reader.getOutputStream())) {
      task.write(in);
      return new String(reader.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** All but where in the code it was. */
  private static String said(String console) {
    return console.lines().filter(line -> !line.startsWith("\t")).collect(joining(" "));
  }

  /** A JVM that waits for its task. */
  static Process reader() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + HEAP_MB + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CursorReader.class.getName())
        .redirectErrorStream(true)
        .start();
  }

  private static Observation observed(long rows, CursorResult result, double seconds) {
    List<String> broken = new ArrayList<>();
    if (result.rows() != rows) {
      broken.add("%d rows read, not %d".formatted(result.rows(), rows));
    }
    if (result.wrong() > 0) {
      broken.add("wrong rows: " + result.wrong());
    }
    if (result.bytes() <= result.heap()) {
      broken.add("the result would have fitted into the heap");
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rows", result.rows());
    figures.put("wrong", result.wrong());
    figures.put("result_mb", (double) result.bytes() / MIB);
    figures.put("heap_mb", (double) result.heap() / MIB);
    figures.put("peak_heap_mb", (double) result.peak() / MIB);
    figures.put("seconds", seconds);
    String text =
        "%s MB in %s rows read in %s, heap at most %s of %s MB"
            .formatted(
                Figures.number((double) result.bytes() / MIB),
                Figures.count(result.rows()),
                Figures.millis(seconds * 1000),
                Figures.number((double) result.peak() / MIB),
                Figures.number((double) result.heap() / MIB));
    return Observation.of(text, broken, figures);
  }
}
