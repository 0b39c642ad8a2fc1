package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

/** The backend as somebody starts it by itself. */
class BackendAloneIT {
  private static final int KILLED_BY_SIGTERM = 128 + 15;

  private static Process start(String... options) throws IOException {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"));
    java.command().addAll(List.of(options));
    java.command().add(ChatBackend.class.getName());
    return java.redirectErrorStream(true).start();
  }

  @Test
  void answersStoresAndEndsWithASignal() throws Exception {
    Process process = start("-Dtarget.chat.model=other");
    try (BufferedReader console = process.inputReader()) {
      String[] backend = String.valueOf(console.readLine()).split(" +");
      assertThat(backend).hasSize(4).startsWith("chat", "backend");
      String[] truth = String.valueOf(console.readLine()).split(" +");
      HttpClient client = HttpClient.newHttpClient();
      for (int i = 2; i < 4; i++) {
        HttpRequest hello =
            HttpRequest.newBuilder(URI.create(backend[i]))
                .POST(HttpRequest.BodyPublishers.ofString(ChatBackends.HELLO))
                .build();
        assertThat(client.send(hello, BodyHandlers.ofString()).body())
            .contains("\"model\":\"other\"");
      }
      HttpRequest asked = HttpRequest.newBuilder(URI.create(truth[truth.length - 1])).build();
      String told = client.send(asked, BodyHandlers.ofString()).body();
      assertThat(new ObjectMapper().readTree(told).at("/stored").asInt()).isEqualTo(2);

      process.toHandle().destroy(); // and leave what it prints open
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(KILLED_BY_SIGTERM);
      assertThat(console.lines()).as("what else it printed").isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void refusesABadSettingInOneLine() throws Exception {
    Process process = start("-Dtarget.chat.capacity=0");
    try (BufferedReader console = process.inputReader()) {
      assertThat(console.lines())
          .singleElement()
          .asString()
          .startsWith("target.chat.capacity = 0 is refused (from -Dtarget.chat.capacity)");
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
    } finally {
      process.destroyForcibly();
    }
  }
}
