package tidemark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tidemark.target.ChatBackendFigures;

/** A {@link ChatBackendMain} in a JVM of its own. */
final class ForkedChatBackend implements AutoCloseable {
  /** Options of one that answers 50 tokens at once. */
  static final List<String> AT_ONCE =
      List.of(
          "-Dtarget.chat.latency=0", "-Dtarget.chat.tokens=50", "-Dtarget.chat.tokenInterval=0");

  private static final String PORT = "port ";
  private static final long LONGEST_CLOSE_SECONDS = 20;

  private final Process process;
  private final URI url;

  private ForkedChatBackend(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts one.
   *
   * @param folder for what it complains of
   * @param options of its JVM: settings, as {@code -Dtarget.chat.latency=20ms}
   */
  static ForkedChatBackend start(Path folder, List<String> options) throws IOException {
    List<String> main = List.of(ChatBackendMain.class.getName());
    Process process =
        new ProcessBuilder(Jvm.command(Jvm.OUR_CLASSES, options, main))
            .redirectError(folder.resolve("server.txt").toFile())
            .start();
    // not closed: the process ends by what is closed with it
    BufferedReader console = process.inputReader();
    String line = console.readLine();
    if (line == null || !line.startsWith(PORT)) {
      process.destroyForcibly();
      throw new IOException("the chat server said: " + line);
    }
    return new ForkedChatBackend(
        process, URI.create("http://127.0.0.1:" + line.substring(PORT.length())));
  }

  URI url() {
    return url;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** What it has seen. */
  ChatBackendFigures figures() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url.resolve("/tidemark/truth")).build();
    String json = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return new ObjectMapper().readValue(json, ChatBackendFigures.class);
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
