package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.ChatSustainedSimulation;
import tidemark.chat.Script;
import tidemark.chat.ScriptedServer;

/** A run of a known length tells what became of the backend with time. */
@Tag("alone")
class ChatSustainedIT {
  private static final long BEGIN_MILLIS = 40;

  @TempDir Path folder;

  private ForkedRun start(ScriptedServer server) {
    return ScriptedChats.start(
        ChatSustainedSimulation.class,
        folder,
        server,
        "chat.vus",
        "4",
        "chat.duration",
        "4",
        "load.warmup",
        "1");
  }

  private static Script after(long millis, Script answer) {
    return Script.SILENCE.pause(Duration.ofMillis(millis)).then(answer);
  }

  @Test
  void aBackendThatStaysAsItIsDriftsNowhere() throws IOException {
    try (ScriptedServer server =
            ScriptedChats.server(request -> after(BEGIN_MILLIS, ScriptedChats.answer("Hi")));
        ForkedRun run = start(server)) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode statistics = run.summary().at("/statistics");
      assertThat(statistics.at("/drift_percent").doubleValue()).isBetween(-25.0, 25.0);
      assertThat(statistics.at("/error_growth").isNumber()).isTrue();
      assertThat(statistics.at("/error_growth").doubleValue()).isZero();
      assertThat(run.console())
          .contains(
              "4 users",
              " warm-up     1.00 s before, in no figure",
              " drift       p50 ",
              "errors +0 points");
    }
  }

  /** From its first chat on, 30 ms more for each second; an error now and then after 4 s. */
  @Test
  void oneThatTiresIsSeenTo() throws IOException {
    AtomicLong begin = new AtomicLong();
    AtomicLong chats = new AtomicLong();
    try (ScriptedServer server =
            ScriptedChats.server(
                request -> {
                  begin.compareAndSet(0, System.nanoTime());
                  long millis = Duration.ofNanos(System.nanoTime() - begin.get()).toMillis();
                  boolean fails = millis > 4_000 && chats.incrementAndGet() % 4 == 0;
                  return after(
                      BEGIN_MILLIS + millis * 30 / 1_000,
                      fails
                          ? ScriptedChats.error("500 Internal Server Error", "tired")
                          : ScriptedChats.answer("Hi"));
                });
        ForkedRun run = start(server)) {
      run.exitCode();
      JsonNode statistics = run.summary().at("/statistics");
      assertThat(statistics.at("/drift_percent").doubleValue()).isBetween(60.0, 250.0);
      assertThat(statistics.at("/drift_p95_percent").doubleValue()).isGreaterThan(20);
      assertThat(statistics.at("/error_growth").doubleValue()).isBetween(10.0, 40.0);
    }
  }
}
