package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidemark.error.ChatError;
import tidemark.record.ChatFigures;
import tidemark.record.ChatLoad;
import tidemark.record.ChatSlo;
import tidemark.record.Chats;

class ChatEndTest {
  private static final Path FOLDER = Path.of("target", "tidemark", "run");
  private static final ChatSlo SLO =
      ChatSlo.of(Optional.of(Duration.ofMillis(100)), Optional.empty(), Optional.empty());

  @Test
  void aRunOfJsonChats() {
    ChatFigures figures =
        Runs.chats(
            recorder -> {
              recorder.chat(Chats.json(0, 1_000), null);
              recorder.chat(Chats.json(0, 1_000), null);
            });

    assertThat(lines(figures))
        .containsExactly(
            "",
            " Tidemark  DatabaseRolesSimulation   10 users   1.00 s",
            " target      http://127.0.0.1:8080/base",
            "                requests    ops/s      p50      p95      p99      max    failed",
            " chat                  2     2.00   1.00 s   1.00 s   1.00 s   1.00 s         0",
            " errors      none",
            " PASS",
            " summary  " + FOLDER.resolve("summary.json"),
            " answers  " + FOLDER.resolve("responses.jsonl"),
            " report   " + FOLDER.resolve("report.html"),
            " gatling  " + Path.of("target", "gatling", "x", "index.html"));
  }

  @Test
  void whoeverIsCutOffByTheEndIsCounted() {
    ChatFigures figures =
        Runs.chats(
            recorder -> {
              recorder.chat(Chats.json(0, 1_000), null);
              recorder.sent(0);
              recorder.sent(0);
            });

    assertThat(lines(figures))
        .contains(" Tidemark  DatabaseRolesSimulation   10 users   1.00 s   2 unfinished");
  }

  @Test
  void streamsHaveTheirTimesAndTokens() {
    ChatFigures figures =
        Runs.chats(
            SLO,
            recorder -> {
              recorder.chat(Chats.stream(0, 100, 1_000, 10), null);
              recorder.chat(Chats.stream(0, 200, 2_000, 1_460), null);
              IntStream.range(0, 1_200).forEach(i -> recorder.gap(0, 20_000_000));
            });
    List<String> lines = lines(figures);

    assertThat(lines)
        .contains(
            " TTFT                  2            100 ms   200 ms   200 ms   200 ms",
            " inter-chunk       1,200           20.0 ms  20.0 ms  20.0 ms  20.0 ms",
            " tokens      1,470 (usage) in 2 streams, 735 tokens/s",
            " goodput     50.0 % (1 of 2)");
    assertThat(lines).filteredOn(line -> line.startsWith(" TPOT")).hasSize(1);
  }

  @Test
  void whatStreamsDidNotShowIsSaid() {
    ChatFigures failed =
        Runs.chats(recorder -> recorder.chat(Chats.ended(true, 0, 9, 0, ChatError.TIMEOUT), null));

    assertThat(lines(failed))
        .contains(
            " chat                  1        0                no chat was answered         1",
            " TTFT        none",
            " TPOT        none",
            " inter-chunk none",
            " tokens      none");
  }

  @Test
  void errorsAreCountedByNameWithWhatTheServerSaid() {
    ChatFigures figures =
        Runs.chats(
            recorder -> {
              recorder.chat(Chats.status(500, 0, 9), "x".repeat(200) + " end");
              IntStream.range(0, 1_200)
                  .forEach(
                      i ->
                          recorder.chat(
                              Chats.ended(true, 0, 9, 0, ChatError.FIRST_TOKEN_TIMEOUT),
                              "no token within 1 s"));
              recorder.chat(Chats.ended(false, 0, 9, 0, ChatError.CONNECTION_RESET), null);
            });
    List<String> lines = lines(figures);
    int errors = lines.indexOf(" errors      FirstTokenTimeout 1,200 chat: no token within 1 s");

    assertThat(errors).isPositive();
    assertThat(lines.get(errors + 1)).startsWith("             500 1  ").endsWith("xxx end");
    assertThat(lines.get(errors + 1)).contains("chat: xxx", "…").hasSize(80);
    assertThat(lines.get(errors + 2)).isEqualTo("             ConnectionReset 1");
  }

  @Test
  void eightyColumnsAreEnough() {
    ChatReport chat =
        new ChatReport(
            "https://chat.example.com/" + "very/".repeat(30) + "long",
            Optional.empty(),
            ChatLoad.of(10_000),
            10_000,
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(5),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(5),
            Runs.chats(
                recorder ->
                    IntStream.range(0, 1_234)
                        .forEach(i -> recorder.chat(Chats.stream(0, 999, 999_999, 7), null))),
            List.of());
    List<String> lines = ChatEnd.lines("Tidemark  ChatBaselineSimulation", chat);

    assertThat(lines).hasSizeGreaterThan(6).allMatch(line -> line.length() <= 80);
    assertThat(lines.get(0)).contains("10,000 users");
    assertThat(lines.get(1)).contains("https://", "…").endsWith("very/long").hasSize(80);
  }

  @Test
  void theWarmUpIsSaidToBeLeftOut() {
    List<String> lines =
        ChatEnd.lines(
            "chat",
            Runs.sustained(Runs.chats(recorder -> recorder.chat(Chats.json(0, 1_000), null))));

    assertThat(lines.get(0)).isEqualTo(" chat   100 users   1.00 s");
    assertThat(lines).contains(" warm-up     5.00 s before, in no figure");
  }

  @Test
  void stepsAreRowsAndTheLastGoodOneIsNamed() {
    List<String> lines = lines(Runs.steps(Runs.HELD, Runs.BROKE));

    assertThat(lines.get(1)).startsWith(" Tidemark").contains("   100 users   2.00 s");
    assertThat(lines)
        .contains(
            " step           requests    ops/s      p50      p95      p99      max    failed",
            " 50     PASS           1     1.00   1.00 s   1.00 s   1.00 s   1.00 s         0",
            " 100    FAIL           2     1.00   1.00 s   1.00 s   1.00 s   1.00 s         1",
            " chat                  3     1.00   1.00 s   1.00 s   1.00 s   1.00 s         1",
            " PASS  stopped itself at step 100: too slow; last good step 50");
  }

  @Test
  void aRunWhoseStepsAllHeldSaysHowFarItCame() {
    assertThat(lines(Runs.steps(Runs.HELD))).contains(" PASS  last good step 50");
  }

  @Test
  void aFailedRunSaysHowFarItCameToo() {
    List<String> lines =
        ConsoleEnd.lines(
            Runs.report(
                FOLDER,
                List.of("stopped: a signal"),
                Optional.empty(),
                Optional.of(Runs.steps(Runs.HELD, Runs.BROKE.unjudged()))));

    assertThat(lines)
        .contains(
            " 100    -              2     1.00   1.00 s   1.00 s   1.00 s   1.00 s         1",
            " steps  last good step 50",
            " FAIL  stopped: a signal");
  }

  @Test
  void aDriftIsSaidWithItsSign() {
    ChatFigures figures =
        Runs.chats(
            Duration.ofSeconds(4),
            recorder -> {
              recorder.chat(Chats.json(0, 1_000), null);
              recorder.chat(Chats.json(3_000, 900), null);
              recorder.chat(Chats.status(500, 3_000, 1_000), null);
            });

    assertThat(lines(Runs.chat(figures)))
        .contains(" drift       p50 -10.0 %, p95 -10.0 %, errors +50.0 points (last quarter)");
    assertThat(lines(Runs.chat(Runs.chats(Duration.ofSeconds(4), recorder -> {}))))
        .contains(" drift       none: too few chats");
  }

  @Test
  void ofStreamsAndWholeAnswersEachHasItsDrift() {
    ChatFigures figures =
        Runs.chats(
            Duration.ofSeconds(4),
            recorder -> {
              recorder.chat(Chats.json(0, 1_000), null);
              recorder.chat(Chats.json(3_000, 900), null);
              recorder.chat(Chats.stream(3_000, 10, 20, 5), null);
            });

    assertThat(lines(Runs.chat(figures)))
        .containsSubsequence(
            " drift       streams none: too few chats",
            "             answers p50 -10.0 %, p95 -10.0 % (last quarter)",
            "             errors +0 points (last quarter)");
  }

  @Test
  void besideADatabaseTheChatsComeAfterIt() {
    List<String> lines =
        ConsoleEnd.lines(
            Runs.report(
                FOLDER,
                List.of(),
                Optional.of(Runs.database(Runs.someFigures(), Runs.AUDITED)),
                Optional.of(Runs.chat(Runs.chats(recorder -> {})))));

    assertThat(lines).filteredOn(line -> line.startsWith(" Tidemark")).hasSize(1);
    assertThat(lines)
        .anyMatch(line -> line.startsWith(" chat        10 users   "))
        .filteredOn(line -> line.startsWith(" audit") || line.startsWith(" chat  "))
        .hasSize(3)
        .first()
        .asString()
        .startsWith(" audit");
  }

  private static List<String> lines(ChatFigures figures) {
    return lines(Runs.chat(figures));
  }

  private static List<String> lines(ChatReport chat) {
    return ConsoleEnd.lines(Runs.report(FOLDER, List.of(), Optional.empty(), Optional.of(chat)));
  }

  @Test
  void usersWhoArriveAreShownAsSuch() {
    ChatFigures figures =
        Runs.chats(recorder -> recorder.chat(Chats.planned(0, Chats.json(20, 980)), null));
    List<String> lines = ChatEnd.lines("Tidemark  ChatBaselineSimulation", Runs.arriving(figures));

    assertThat(lines)
        .contains(
            " Tidemark  ChatBaselineSimulation   2.50 users/s poisson, 1,234 at once   1.00 s",
            " start delay           1           20.0 ms  20.0 ms  20.0 ms  20.0 ms")
        .allMatch(line -> line.length() <= 80);
  }
}
