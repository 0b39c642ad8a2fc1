package tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tidemark.target.ChatBackendFigures;

class ChatBackendMainIT {
  @Test
  void servesUntilItsInputEnds() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dtarget.chat.model=other",
                ChatBackendMain.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader console = process.inputReader()) {
      String line = String.valueOf(console.readLine());
      assertThat(line).matches("port \\d+");
      String url = "http://127.0.0.1:" + line.substring("port ".length());
      assertThat(chat(url)).contains("\"model\":\"other\"");
      ChatBackendFigures figures =
          new ObjectMapper().readValue(get(url + "/tidemark/truth"), ChatBackendFigures.class);
      assertThat(figures.answered()).isEqualTo(1);

      process.getOutputStream().close();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(console.lines()).as("what else it printed").isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String chat(String url) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"))
            .build());
  }

  private static String get(String url) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)).build());
  }

  private static String send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
