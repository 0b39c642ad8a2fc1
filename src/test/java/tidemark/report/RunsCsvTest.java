package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.error.ChatError;
import tidemark.record.ChatFigures;
import tidemark.record.ChatLoad;
import tidemark.record.Chats;

class RunsCsvTest {
  private static final String HEADER =
      "index,assistant_id,model,embedding_model,total_requests,vus,max_time,total_time,"
          + "success_pct,error";
  private static final int PROCESSES = 3;
  private static final int ROWS = 20;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void path() {
    file = folder.resolve("output.csv");
  }

  /** In 2 s: an answer, a 500, two timeouts. */
  private static ChatFigures some() {
    return Runs.chats(
        recorder -> {
          recorder.chat(Chats.json(0, 2_000), null);
          recorder.chat(Chats.status(500, 0, 100), null);
          recorder.chat(Chats.ended(false, 0, 100, 0, ChatError.TIMEOUT), null);
          recorder.chat(Chats.ended(false, 0, 100, 0, ChatError.TIMEOUT), null);
        });
  }

  @Test
  void theFirstRunWritesTheHeaderAndEachItsRow() throws IOException {
    RunsCsv.append(file, Runs.chat(some()), 0);
    RunsCsv.append(
        file, Runs.chat(Runs.chats(recorder -> recorder.chat(Chats.json(0, 500), null))), 0);

    assertThat(Files.readAllLines(file))
        .containsExactly(
            HEADER,
            "1,7,tide-1,embed-1,50,10,2.000683,2,25,Timeout(2); 500(1)",
            "2,7,tide-1,embed-1,50,10,0.500171,0.5,100,");
  }

  @Test
  void chatsThatHangAreNoSuccess() throws IOException {
    RunsCsv.append(file, Runs.chat(some()), 4);
    RunsCsv.append(file, Runs.chat(Runs.chats(recorder -> recorder.sent(0))), 1);

    assertThat(Files.readAllLines(file))
        .containsExactly(
            HEADER,
            "1,7,tide-1,embed-1,50,10,2.000683,2,12.5,Timeout(2); 500(1); Unfinished(4)",
            "2,7,tide-1,embed-1,50,10,0,0,0,Unfinished(1)");
  }

  @Test
  void anEmptyFileIsANewOne() throws IOException {
    Files.createFile(file);
    RunsCsv.append(file, Runs.chat(some()), 0);

    assertThat(Files.readAllLines(file)).hasSize(2).startsWith(HEADER);
  }

  @Test
  void aRunByDurationSaysSo() throws IOException {
    RunsCsv.append(file, report(Optional.of("7"), Duration.ofMillis(2_500)), 0);

    assertThat(Files.readAllLines(file).get(1)).startsWith("1,7,,,duration:2.5,1,");
  }

  @Test
  void fieldsAreQuotedAndARowOfSeveralLinesCountsOnce() throws IOException {
    RunsCsv.append(file, report(Optional.of("a \"b\", c\nd"), Duration.ofSeconds(1)), 0);
    RunsCsv.append(file, report(Optional.empty(), Duration.ofSeconds(1)), 0);

    assertThat(Files.readString(file))
        .contains("\n1,\"a \"\"b\"\", c\nd\",,,duration:1,")
        .contains("\n2,,,,duration:1,");
  }

  @Test
  void aTableThatPeopleEditedIsGoneOnWith() throws IOException {
    Files.write(
        file,
        (HEADER + "\r\n1,caf\u00e9\r\n\r\n2,x")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    RunsCsv.append(file, Runs.chat(some()), 0);

    assertThat(file)
        .content(java.nio.charset.StandardCharsets.ISO_8859_1)
        .contains("2,x\n3,7,tide-1,");
  }

  @Test
  void rowsOfRunsAtTheSameTimeDoNotMix() throws Exception {
    List<Process> others = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      others.add(appending());
    }
    IntStream.range(0, ROWS).parallel().forEach(i -> append(file));
    for (Process other : others) {
      assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(other.exitValue()).isZero();
    }
    List<String> lines = Files.readAllLines(file);

    assertThat(lines).hasSize(1 + (PROCESSES + 1) * ROWS);
    for (int i = 1; i < lines.size(); i++) {
      assertThat(lines.get(i))
          .isEqualTo(i + ",7,tide-1,embed-1,50,10,2.000683,2,25,Timeout(2); 500(1)");
    }
  }

  private Process appending() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Main.class.getName(),
            file.toString())
        .inheritIO()
        .start();
  }

  /** Appends rows, as another process. */
  static final class Main {
    private Main() {}

    public static void main(String[] file) {
      IntStream.range(0, ROWS).forEach(i -> append(Path.of(file[0])));
    }
  }

  private static void append(Path file) {
    try {
      RunsCsv.append(file, Runs.chat(some()), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatCannotBeWrittenIsFoundBeforeTheRun() throws IOException {
    RunsCsv.check(file);
    assertThat(folder).isEmptyDirectory();
    assertThatThrownBy(() -> RunsCsv.check(folder)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RunsCsv.check(folder.resolve("absent").resolve("x")))
        .isInstanceOf(IOException.class);

    Files.writeString(file, "of other runs");
    RunsCsv.check(file);
    assertThat(file).hasContent("of other runs");
  }

  private static ChatReport report(Optional<String> assistant, Duration duration) {
    return new ChatReport(
        "http://127.0.0.1:8080",
        assistant,
        ChatLoad.of(1),
        1,
        Optional.empty(),
        Optional.of(duration),
        Duration.ofSeconds(5),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO,
        some(),
        List.of());
  }

  @Test
  void usersWhoArriveHaveNoNumber() throws IOException {
    RunsCsv.append(file, Runs.arriving(some()), 0);

    assertThat(Files.readAllLines(file).get(1)).startsWith("1,,,,duration:30,,2.000683,");
  }
}
