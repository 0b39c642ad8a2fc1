package tidemark.run;

import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tidemark.ChatBaselineSimulation;
import tidemark.chat.Script;
import tidemark.chat.ScriptedRequest;
import tidemark.chat.ScriptedServer;

/** Runs of chats against a scripted server, and what that one says. */
final class ScriptedChats {
  /** What no run may show. */
  static final String TOKEN = "tk-8d1f0c77a2e94b51";

  private static final String JSON = "Content-Type: application/json";

  private ScriptedChats() {}

  /** A whole answer. */
  static Script answer(String text) {
    return Script.whole("200 OK", completion(text), JSON);
  }

  static String completion(String text) {
    return """
    {"model":"m-1","choices":[{"index":0,"message":{"role":"assistant","content":"%s"},\
    "finish_reason":"stop"}]}"""
        .formatted(text);
  }

  /** The start of a stream: its head and one token. */
  static Script begunStream(String token) {
    return Script.stream()
        .event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + token + "\"}}]}");
  }

  static Script error(String status, String message) {
    return Script.whole(status, "{\"error\":{\"message\":\"" + message + "\"}}", JSON);
  }

  /** What is asked, of one of these words. */
  static String prompt(ScriptedRequest request, List<String> words) {
    return words.stream()
        .filter(word -> request.body().contains("\"content\":\"" + word + "\""))
        .findFirst()
        .orElseThrow();
  }

  /**
   * A server that does with chats what the function says, and lets in whoever only asks whether it
   * is up.
   */
  static ScriptedServer server(Function<ScriptedRequest, Script> chats) throws IOException {
    return ScriptedServer.start(
        request -> isChat(request) ? chats.apply(request) : Script.head("204 No Content"));
  }

  /** The same, but the first chats get the first script. */
  static ScriptedServer server(int firstChats, Script first, Script others) throws IOException {
    AtomicInteger chats = new AtomicInteger();
    return server(request -> chats.getAndIncrement() < firstChats ? first : others);
  }

  /** Chats that have reached it. */
  static int chats(ScriptedServer server) {
    return Math.toIntExact(server.requests().stream().filter(ScriptedChats::isChat).count());
  }

  private static boolean isChat(ScriptedRequest request) {
    return request.method().equals("POST");
  }

  /** Starts the baseline against a server, with these settings, each a key and its value. */
  static ForkedRun start(Path folder, ScriptedServer server, String... more) {
    return start(ChatBaselineSimulation.class, folder, server, more);
  }

  /** The same with another simulation. */
  static ForkedRun start(
      Class<? extends Simulation> simulation, Path folder, ScriptedServer server, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("chat.baseUrl", server.url("").toString());
    settings.put("chat.assistantId", "7");
    settings.put("output.json", "out/summary.json");
    settings.put("output.csv", "out/runs.csv");
    return ForkedRun.start(
        simulation, folder, ForkedRun.with(settings, more), Map.of("JWT_TOKEN", TOKEN));
  }
}
