package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testdb.Await;

/**
 * A JVM with a small heap writes more answers than it could hold, as fast as it can, and is killed
 * in the middle.
 */
class ResponseLogKilledTest {
  private static final long MORE_THAN_THE_HEAP = 64 << 20;

  @TempDir Path folder;

  @Test
  void allLinesButTheLastAreWhole() throws Exception {
    Path file = folder.resolve("responses.jsonl");
    Path console = folder.resolve("console.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    try {
      Await.until("much is written", () -> size(file) > MORE_THAN_THE_HEAP || !process.isAlive());
      assertThat(process.isAlive()).as(Files.readString(console)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(console).as("no problem was met").isEmptyFile();
    assertThatAllButTheLastAreWhole(Files.readAllLines(file));
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private static void assertThatAllButTheLastAreWhole(List<String> lines) throws IOException {
    ObjectMapper json = new ObjectMapper();
    for (int i = 0; i < lines.size() - 1; i++) {
      assertThat(json.readTree(lines.get(i)).get("response_text").textValue())
          .startsWith(i + " ")
          .hasSize(Main.TEXT_LENGTH);
    }
  }

  /** Users without an end; each goes on when its answer was taken. */
  static final class Main {
    static final int TEXT_LENGTH = 10_000;
    private static final int USERS = 200;

    private Main() {}

    public static void main(String[] file) throws Exception {
      ResponseLog log = new ResponseLog(Path.of(file[0]), Optional.empty(), start -> true);
      Semaphore idle = new Semaphore(USERS);
      for (int i = 0; ; i++) {
        idle.acquire();
        String number = i + " ";
        String text = number + "x".repeat(TEXT_LENGTH - number.length());
        log.append(Chats.response(Chats.json(0, 10), text), idle::release);
      }
    }
  }
}
