package tidemark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import tidemark.target.ChatBackendFigures;

/** Very many chats in one run: that its heap does not grow, and that its lines are complete. */
record MillionChats() implements Measurement {
  private static final int USERS = 64;
  private static final Duration COLLECTING = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  @Override
  public List<String> take(Options options, Path folder) throws IOException, InterruptedException {
    List<String> settings = List.of("-Dtarget.chat.latency=0", "-Dtarget.chat.tokens=20");
    try (ForkedChatBackend server = ForkedChatBackend.start(folder, settings)) {
      BaselineRun run = new BaselineRun(folder, server, COLLECTING);
      run.run(
          Map.of("chat.requests", Long.toString(options.chats()), "chat.vus", "" + USERS), LONGEST);
      ChatBackendFigures seen = server.figures();
      JsonNode statistics = run.summary().path("statistics");
      return List.of(
          "| chats | users | s | chats/s | lines, each valid JSON of a good chat | answered by the server | file, MB | CPU %, client | server | heap after GC, MB |",
          "|---|---|---|---|---|---|---|---|---|---|",
          String.format(
              Locale.ROOT,
              "| %d | %d | %.0f | %.0f | %d | %d | %d | %s | %s |",
              statistics.path("total_requests").longValue(),
              USERS,
              statistics.path("elapsed_s").doubleValue(),
              statistics.path("requests_per_second").doubleValue(),
              goodLines(run),
              seen.answered(),
              Files.size(run.responses()) >> 20,
              run.cpu(),
              run.heapMb()));
    }
  }

  private static long goodLines(BaselineRun run) throws IOException {
    LongAdder good = new LongAdder();
    run.lines(
        line -> {
          if (line.path("status_code").intValue() == 200
              && line.path("success").booleanValue()
              && !line.path("response_text").asText().isEmpty()) {
            good.increment();
          }
        });
    return good.sum();
  }
}
