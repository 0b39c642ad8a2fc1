package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.ChatProgressiveSimulation;
import tidemark.chat.Script;
import tidemark.chat.ScriptedServer;
import tidemark.record.Mark;

/** More and more users, from the command line to the verdict. */
@Tag("alone")
class ChatProgressiveIT {
  private static final Duration QUICK = Duration.ofMillis(100);
  private static final Duration SLOW = Duration.ofMillis(1_500);
  private static final Duration FOR_EVER = Duration.ofMinutes(10);
  private static final Script REFUSED = ScriptedChats.error("503 Service Unavailable", "full");

  @TempDir Path folder;

  private ForkedRun start(ScriptedServer server, String... settings) {
    return ScriptedChats.start(ChatProgressiveSimulation.class, folder, server, settings);
  }

  /** A model that has so many seats: whoever finds none waits for long. */
  private static ScriptedServer holding(int seats) throws IOException {
    AtomicInteger taken = new AtomicInteger();
    return ScriptedChats.server(
        request -> {
          Duration time = taken.incrementAndGet() > seats ? SLOW : QUICK;
          return Script.SILENCE
              .pause(time)
              .run(taken::decrementAndGet)
              .then(ScriptedChats.answer("Hi"));
        });
  }

  private static List<String> all(JsonNode steps, String field) {
    return StreamSupport.stream(steps.spliterator(), false)
        .map(step -> step.get(field).asText())
        .toList();
  }

  @Test
  void aBackendThatHolds120UsersIsFoundToHold100() throws IOException {
    try (ScriptedServer server = holding(120);
        ForkedRun run = start(server)) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode summary = run.summary();
      assertThat(summary.at("/verdict").asText()).isEqualTo("PASS");
      assertThat(summary.at("/last_good_step").intValue()).isEqualTo(100);
      assertThat(all(summary.at("/steps"), "name")).containsExactly("50", "100", "150");
      assertThat(all(summary.at("/steps"), "requests")).containsExactly("200", "200", "200");
      assertThat(all(summary.at("/steps"), "verdict")).containsExactly("PASS", "PASS", "FAIL");
      assertThat(summary.at("/steps/2/why").asText()).startsWith("p95 1.5").contains("step 50");
      assertThat(summary.at("/active_users").intValue())
          .as("200 were there, but nobody else had a turn")
          .isEqualTo(150);
      assertThat(summary.at("/metadata/vus").intValue()).isEqualTo(200);
      assertThat(summary.at("/statistics/total_requests").intValue()).isEqualTo(600);
      assertThat(summary.at("/gate").findValuesAsText("samples"))
          .as("those of the good steps")
          .containsExactly("400", "400");
      assertThat(run.marks(Mark.Kind.STEP))
          .hasSize(4)
          .startsWith("step 50", "step 100", "step 150")
          .last()
          .asString()
          .startsWith("step 150: p95 1.5");
      assertThat(run.responses()).hasSize(600);
      assertThat(ScriptedChats.chats(server)).isEqualTo(600);
      assertThat(run.gatlingReport())
          .contains("chat step 50", "chat step 100", "chat step 150")
          .doesNotContain("chat step 200");
      assertThat(run.consoleLines())
          .anyMatch(line -> line.startsWith(" step 100 PASS: 100 users, 200 requests, p95 "))
          .anyMatch(line -> line.startsWith(" PASS  stopped itself at step 150: p95 1.5"))
          .anyMatch(line -> line.endsWith("; last good step 100"));
    }
  }

  @Test
  void oneThatHoldsAllEndsWithTheLast() {
    Map<String, String> settings = Map.of("target.chat.latency", "100ms");
    try (ForkedRun run =
        ForkedRun.start(
            ChatProgressiveSimulation.class,
            folder,
            settings,
            Map.of("MOCK_OPENAI_BASE_URL", "embedded"))) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode summary = run.summary();
      assertThat(summary.at("/last_good_step").intValue()).isEqualTo(200);
      assertThat(all(summary.at("/steps"), "verdict"))
          .containsExactly("PASS", "PASS", "PASS", "PASS");
      assertThat(all(summary.at("/steps"), "vus")).containsExactly("50", "100", "150", "200");
      assertThat(summary.at("/active_users").intValue()).isEqualTo(200);
      assertThat(summary.at("/statistics/successful").intValue()).isEqualTo(800);
      assertThat(run.consoleLines()).contains(" PASS  last good step 200");
    }
  }

  /** The server's third step: errors, and chats that would not end for a long time. */
  @Test
  void aStepThatCannotHoldAnyMoreIsBrokenOff() throws IOException {
    AtomicInteger chats = new AtomicInteger();
    try (ScriptedServer server =
            ScriptedChats.server(
                request -> {
                  int number = chats.getAndIncrement();
                  return number < 40
                      ? ScriptedChats.answer("Hi")
                      : number % 2 == 0 ? REFUSED : Script.SILENCE.pause(FOR_EVER);
                });
        ForkedRun run = start(server, "chat.steps", "5,10,15,20", "chat.stepRequests", "20")) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode summary = run.summary();
      assertThat(summary.at("/last_good_step").intValue()).isEqualTo(10);
      assertThat(all(summary.at("/steps"), "verdict")).containsExactly("PASS", "PASS", "FAIL");
      assertThat(summary.at("/steps/2/why").asText()).startsWith("error rate ").contains("> 5.00");
      assertThat(summary.at("/statistics/unfinished").intValue()).isPositive();
      assertThat(ScriptedChats.chats(server)).isLessThanOrEqualTo(60);
    }
  }

  @Test
  void aRunWhoseFirstStepDoesNotHoldFails() throws IOException {
    try (ScriptedServer server = ScriptedChats.server(request -> REFUSED);
        ForkedRun run = start(server, "chat.steps", "5,10", "chat.stepRequests", "20")) {
      assertThat(run.exitCode()).isNotZero();
      JsonNode summary = run.summary();
      assertThat(summary.at("/verdict").asText()).isEqualTo("FAIL");
      assertThat(summary.at("/failures/0").asText())
          .startsWith("no step held: step 5: error rate 100 % > 5.00 %");
      assertThat(summary.at("/last_good_step").isNull()).isTrue();
      assertThat(summary.at("/steps")).hasSize(1);
    }
  }

  /** The users of the first step warm up first; each step has its time, whoever pauses then. */
  @Test
  void stepsMayHaveATimeAndAWarmUpBefore() throws IOException {
    try (ScriptedServer server =
            ScriptedChats.server(
                request -> Script.SILENCE.pause(QUICK).then(ScriptedChats.answer("Hi")));
        ForkedRun run =
            start(
                server,
                "chat.steps",
                "2,4",
                "chat.duration",
                "1",
                "load.warmup",
                "1",
                "chat.thinkTime",
                "600ms")) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode summary = run.summary();
      assertThat(summary.at("/last_good_step").intValue()).isEqualTo(4);
      assertThat(summary.at("/steps/0/requests").intValue()).isBetween(2, 6);
      assertThat(summary.at("/steps/1/requests").intValue()).isBetween(4, 12);
      assertThat(summary.at("/statistics/elapsed_s").doubleValue()).isBetween(2.0, 2.3);
      assertThat(ScriptedChats.chats(server))
          .as("with those of the warm-up, which are in no figure")
          .isBetween(
              summary.at("/statistics/total_requests").intValue() + 2,
              summary.at("/statistics/total_requests").intValue() + 20);
      assertThat(run.responses()).filteredOn(line -> line.at("/warmup").asBoolean()).isNotEmpty();
      assertThat(run.console()).contains(" warm-up     1.00 s before, in no figure");
    }
  }

  /** Two users wait for ever, the others have their chats, and one has not had its turn. */
  @Test
  void aSignalFindsAStepThatIsNotOver() throws IOException {
    AtomicInteger chats = new AtomicInteger();
    try (ScriptedServer server =
            ScriptedChats.server(
                request ->
                    chats.getAndIncrement() < 2
                        ? Script.SILENCE.pause(FOR_EVER)
                        : ScriptedChats.answer("Hi"));
        ForkedRun run = start(server, "chat.steps", "4,5", "chat.stepRequests", "1000000")) {
      ForkedRun.until("chats are under way", () -> chats.get() > 100);
      long sent = System.nanoTime();
      run.process().destroy();
      assertThat(run.exitCode()).isNotZero();
      assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofSeconds(10));
      JsonNode summary = run.summary();
      assertThat(summary.at("/failures")).hasSize(1);
      assertThat(summary.at("/failures/0").asText()).isEqualTo("stopped: a signal ended the JVM");
      assertThat(summary.at("/steps")).hasSize(1);
      assertThat(summary.at("/steps/0/verdict").isNull()).isTrue();
      assertThat(summary.at("/last_good_step").isNull()).isTrue();
      assertThat(summary.at("/active_users").intValue()).isEqualTo(4);
      assertThat(summary.at("/statistics/unfinished").intValue()).isEqualTo(2);
      assertThat(run.responses()).hasSize(summary.at("/statistics/total_requests").intValue());
    }
  }
}
