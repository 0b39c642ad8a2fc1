package tidemark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import tidemark.record.Latency;
import tidemark.target.ChatBackendFigures;

/** Very many streams at once, each of which takes longer than a minute: that none is lost. */
record ManyStreams() implements Measurement {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final int TOKENS = 750;
  private static final Duration COLLECTING = Duration.ofSeconds(20);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** Of each answer: the two times with which it begins. */
  private static final int TEXT_CHARS = 48;

  @Override
  public List<String> take(Options options, Path folder) throws IOException, InterruptedException {
    List<String> settings =
        List.of(
            "-Dtarget.chat.latency=50ms",
            "-Dtarget.chat.tokens=" + TOKENS,
            "-Dtarget.chat.tokenInterval=" + INTERVAL.toMillis() + "ms",
            "-D" + ChatBackendMain.STAMPS + "=true");
    try (ForkedChatBackend server = ForkedChatBackend.start(folder, settings)) {
      BaselineRun run = new BaselineRun(folder, server, COLLECTING);
      run.run(
          Map.of(
              "chat.vus", Integer.toString(options.streams()),
              "chat.requests", Integer.toString(options.streams()),
              "chat.stream", "true",
              "chat.responseMaxChars", Integer.toString(TEXT_CHARS),
              "gate.p95Millis", "none"),
          LONGEST);
      return table(options.streams(), run, server.figures());
    }
  }

  private static List<String> table(int streams, BaselineRun run, ChatBackendFigures seen)
      throws IOException {
    long good = run.summary().at("/statistics/successful").longValue();
    JsonNode streaming = run.summary().path("streaming");
    JsonNode gaps = streaming.path("inter_chunk_ms");
    Together together = Together.of(run);
    Latency error = Latency.of(together.ttftError);
    return List.of(
        "| streams | whole, by the client | by the server | lost | all together for, s | tokens | error of time to first token, ms p50 | p99 | max | between tokens, ms p50 | p99 | max | server late by, ms p99 | CPU %, client | server | heap after GC, MB |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
        String.format(
            Locale.ROOT,
            "| %d | %d | %d | %d | %.1f | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %s | %s |",
            streams,
            good,
            seen.streamed(),
            streams - good,
            together.seconds(),
            streaming.path("output_tokens").longValue(),
            error.median(),
            error.p99(),
            error.max(),
            gaps.path("median").doubleValue(),
            gaps.path("p99").doubleValue(),
            gaps.path("max").doubleValue(),
            seen.lateness().p99(),
            run.cpu(),
            run.heapMb()));
  }

  /** From the first token of the last stream to the end of the first one. */
  private static final class Together {
    private final Histogram ttftError = new Histogram(3);
    private Instant lastBegin = Instant.MIN;
    private Instant firstEnd = Instant.MAX;

    static Together of(BaselineRun run) throws IOException {
      Together together = new Together();
      run.lines(together::add);
      return together;
    }

    private void add(JsonNode line) {
      Instant start = Instant.parse(line.path("timestamp").textValue());
      Instant end = start.plusNanos(nanos(line, "latency_ms"));
      Instant begin = start.plusNanos(nanos(line, "ttft_ms"));
      lastBegin = begin.isAfter(lastBegin) ? begin : lastBegin;
      firstEnd = end.isBefore(firstEnd) ? end : firstEnd;
      Stamps server = Stamps.of(line.path("response_text").textValue());
      ttftError.recordValue(nanos(line, "ttft_ms") - (server.firstNanos() - server.readNanos()));
    }

    private static long nanos(JsonNode line, String millis) {
      return Math.round(line.path(millis).doubleValue() * 1e6);
    }

    double seconds() {
      return Duration.between(lastBegin, firstEnd).toMillis() / 1e3;
    }
  }
}
