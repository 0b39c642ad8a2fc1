package tidemark.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tidemark.ChatBaselineSimulation;
import tidemark.record.ResponseLog;

/** The baseline simulation in a JVM of its own, as users run it, and what it left. */
final class BaselineRun {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Path folder;
  private final ForkedChatBackend server;
  private final HeapWatch heap;
  private @Nullable CpuMeter ofClient;
  private @Nullable CpuMeter ofServer;
  private String cpu = "";

  /**
   * A run.
   *
   * @param folder for all that it leaves
   * @param collecting how often all garbage is collected
   */
  BaselineRun(Path folder, ForkedChatBackend server, Duration collecting) {
    this.folder = folder;
    this.server = server;
    this.heap = new HeapWatch(folder, collecting);
  }

  /**
   * Runs to its end.
   *
   * @param settings beside the server's address
   * @throws IOException if its verdict is FAIL
   */
  void run(Map<String, String> settings, Duration longest)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>();
    options.add(heap.option());
    options.add("-Drun.dir=" + folder);
    options.add("-Dchat.baseUrl=" + server.url());
    options.add("-Dchat.endpointPath=/v1/chat/completions");
    options.add("-Dchat.auth=false");
    settings.forEach((key, value) -> options.add("-D" + key + "=" + value));
    List<String> main =
        Jvm.simulation(ChatBaselineSimulation.class.getName(), folder.resolve("gatling"));
    List<String> command = Jvm.command(Jvm.OUR_CLASSES, options, main);
    Processes.run(command, folder.resolve("console.txt"), longest, this::look);
  }

  /** What a process has used is known only while it lives. */
  private void look(Process process) {
    heap.look(process);
    if (ofClient == null || ofServer == null) {
      ofClient = new CpuMeter(process.toHandle());
      ofServer = new CpuMeter(server.process());
    } else if (process.isAlive()) {
      cpu = "%.0f | %.0f".formatted(ofClient.percent(), ofServer.percent());
    }
  }

  /** Of all processors, in percent: of the client, of the server. As cells of a table. */
  String cpu() {
    return cpu;
  }

  /** What was left of the heap after each collection that was asked for, in MB. */
  String heapMb() throws IOException {
    return heap.leftMb().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  /** Its {@code summary.json}. */
  JsonNode summary() throws IOException {
    return JSON.readTree(folder.resolve("latest/summary.json").toFile());
  }

  /** Where it wrote a line for each chat. */
  Path responses() {
    return folder.resolve("latest").resolve(ResponseLog.FILE);
  }

  /** Reads these lines, each of which is valid JSON, or this throws. */
  void lines(Consumer<JsonNode> reader) throws IOException {
    try (Stream<String> lines = Files.lines(responses())) {
      lines.map(BaselineRun::parsed).forEach(reader);
    }
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException("no valid JSON: " + line, e);
    }
  }
}
