package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.chat.Script;
import tidemark.chat.ScriptedServer;

/** Users who arrive as planned, whatever the target and the generator do. */
@Tag("alone")
@Tag("slow")
class ChatArrivalsIT {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Duration SERVICE = Duration.ofMillis(100);
  private static final Duration STOPPED = Duration.ofMillis(1_200);
  private static final Duration RAMP = Duration.ofMillis(1_500);
  private static final Duration FOR_EVER = Duration.ofMinutes(10);

  /** For the timers of two busy machines in one. */
  private static final double TOLERANCE_MILLIS = 250;

  @TempDir Path folder;
  private final Queue<Long> arrived = new ConcurrentLinkedQueue<>();

  private Script noted(Script script) {
    arrived.add(System.nanoTime());
    return script;
  }

  private List<Double> arrivedAfterTheFirst() {
    List<Long> stamps = List.copyOf(arrived);
    return stamps.stream().map(stamp -> (stamp - stamps.get(0)) / NANOS_PER_MILLI).toList();
  }

  /** Twenty a second come to a server that serves ten: the last finds twenty before it. */
  @Test
  void aSlowTargetDoesNotSlowTheArrivalsAndItsQueueIsInTheLatency() throws IOException {
    AtomicLong free = new AtomicLong(Long.MIN_VALUE);
    try (ScriptedServer server =
            ScriptedChats.server(
                chat -> noted(Script.SILENCE.pause(turn(free)).then(ScriptedChats.answer("Hi"))));
        ForkedRun run =
            ScriptedChats.start(
                folder, server, "chat.rate", "20", "chat.requests", "40", "load.warmup", "0")) {
      assertThat(run.exitCode()).as(run.console()).isZero();

      assertThat(arrivedAfterTheFirst())
          .hasSize(40)
          .zipSatisfy(
              IntStream.range(0, 40).mapToObj(i -> i * 50.0).toList(),
              (real, planned) -> assertThat(real).isCloseTo(planned, within(TOLERANCE_MILLIS)));
      JsonNode summary = run.summary();
      assertThat(summary.at("/metadata/vus").isNull()).isTrue();
      assertThat(summary.at("/metadata/rate").asDouble()).isEqualTo(20);
      assertThat(summary.at("/metadata/arrivals").asText()).isEqualTo("constant");
      assertThat(summary.at("/statistics/successful").asInt()).isEqualTo(40);
      assertThat(summary.at("/statistics/latency_ms/min").asDouble())
          .isCloseTo((double) SERVICE.toMillis(), within(TOLERANCE_MILLIS));
      assertThat(summary.at("/statistics/latency_ms/max").asDouble())
          .as("its own service and that of those before it")
          .isBetween(1_600.0, 2_600.0);
      assertThat(run.responses()).hasSize(40).allMatch(line -> line.has("planned_to_start_ms"));
      assertThat(summary.at("/statistics/planned_to_start_ms/median").asDouble())
          .isBetween(0.0, 50.0);
      assertThat(summary.at("/active_users").asInt()).isBetween(15, 25);
      assertThat(run.console()).contains("20.0 users/s constant, ").contains(" start delay ");
    }
  }

  /** From now until a server that serves one at a time has served this one too. */
  private static Duration turn(AtomicLong free) {
    long now = System.nanoTime();
    long done =
        free.accumulateAndGet(now, (before, at) -> Math.max(before, at) + SERVICE.toNanos());
    return Duration.ofNanos(done - now);
  }

  /** Whoever was to come meanwhile comes late, and says so. */
  @Test
  void aGeneratorThatStandsStillOwnsUpToIt() throws IOException {
    try (ScriptedServer server = ScriptedChats.server(chat -> noted(ScriptedChats.answer("Hi")));
        ForkedRun run =
            ScriptedChats.start(
                folder,
                server,
                "chat.rate",
                "50",
                "chat.stream",
                "false",
                "chat.duration",
                "3",
                "load.warmup",
                "0",
                "gate.p95Millis",
                "100")) {
      ForkedRun.until("users arrive", () -> arrived.size() >= 20);
      signal(run, "STOP");
      long stopped = System.nanoTime();
      ForkedRun.until("it stood still", () -> System.nanoTime() - stopped > STOPPED.toNanos());
      signal(run, "CONT");
      assertThat(run.exitCode()).isNotZero();

      JsonNode statistics = run.summary().at("/statistics");
      assertThat(arrived).as("nobody is left out").hasSize(150);
      assertThat(statistics.at("/total_requests").asInt()).isEqualTo(150);
      assertThat(statistics.at("/planned_to_start_ms/max").asDouble())
          .isGreaterThan(STOPPED.toMillis() - TOLERANCE_MILLIS);
      assertThat(statistics.at("/latency_ms/max").asDouble())
          .isGreaterThanOrEqualTo(statistics.at("/planned_to_start_ms/max").asDouble());
      assertThat(run.summary().at("/failures/0").asText()).startsWith("chat p95 ");
      assertThat(run.responses())
          .allMatch(
              line ->
                  line.at("/latency_ms").asDouble() >= line.at("/planned_to_start_ms").asDouble());
    }
  }

  /** Every fourth chat has no end, and the run is over long before it would be a timeout. */
  @Test
  void chatsThatHangFailTheRun() throws IOException {
    AtomicLong chats = new AtomicLong();
    try (ScriptedServer server =
            ScriptedChats.server(
                chat ->
                    chats.getAndIncrement() % 4 == 1
                        ? Script.SILENCE.pause(FOR_EVER)
                        : ScriptedChats.answer("Hi"));
        ForkedRun run =
            ScriptedChats.start(
                folder, server, "chat.rate", "20", "chat.duration", "1", "load.warmup", "0")) {
      assertThat(run.exitCode()).isNotZero();

      assertThat(run.summary().at("/statistics/unfinished").asInt()).isEqualTo(5);
      assertThat(run.summary().at("/failures")).hasSize(1);
      assertThat(run.summary().at("/failures/0").asText())
          .startsWith(
              "chats that failed or hang 25.0 % > 5.00 % (5 of 20), with 5 under way for 5.")
          .contains(" s or longer; of the others, the longest took ");
      assertThat(Files.readAllLines(folder.resolve("out/runs.csv")).get(1))
          .endsWith(",75,Unfinished(5)");
    }
  }

  private static void signal(ForkedRun run, String name) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(run.process().pid())).start().waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its time is over, and most think for minutes. */
  @Test
  void nobodyWhoWaitsKeepsARunFromItsEnd() throws IOException {
    try (ScriptedServer server = ScriptedChats.server(chat -> noted(ScriptedChats.answer("Hi")));
        ForkedRun run =
            ScriptedChats.start(
                folder,
                server,
                "chat.rate",
                "20",
                "chat.arrivals",
                "poisson",
                "chat.turns",
                "3",
                "chat.thinkTime",
                FOR_EVER.toSeconds() + "s",
                "chat.duration",
                "2",
                "load.warmup",
                "0")) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(arrived).hasSizeBetween(20, 70);
      assertThat(run.summary().at("/statistics/total_requests").asInt()).isEqualTo(arrived.size());
      assertThat(run.summary().at("/statistics/elapsed_s").asDouble())
          .isCloseTo(2, within(TOLERANCE_MILLIS / 1_000));
      assertThat(run.summary().at("/active_users").asInt()).isEqualTo(arrived.size());
    }
  }

  /** Some think when the warm-up ends, and all of them when the last request is sent. */
  @Test
  void aWarmUpTakesNoneOfTheRequests() throws IOException {
    try (ScriptedServer server = ScriptedChats.server(chat -> noted(ScriptedChats.answer("Hi")));
        ForkedRun run =
            ScriptedChats.start(
                folder,
                server,
                "chat.vus",
                "4",
                "chat.requests",
                "20",
                "chat.thinkTime",
                "100ms",
                "load.warmup",
                "1")) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(run.summary().at("/statistics/total_requests").asInt()).isEqualTo(20);
      assertThat(run.responses()).filteredOn(line -> line.at("/warmup").asBoolean()).isNotEmpty();
      assertThat(arrived).hasSameSizeAs(run.responses()).hasSizeGreaterThan(40);
    }
  }

  /** Each of them thinks after its first chat until all are there, and no longer. */
  @Test
  void virtualUsersStartOneByOneDuringTheRamp() throws IOException {
    try (ScriptedServer server = ScriptedChats.server(chat -> noted(ScriptedChats.answer("Hi")));
        ForkedRun run =
            ScriptedChats.start(
                folder,
                server,
                "chat.thinkTime",
                FOR_EVER.toSeconds() + "s",
                "chat.vus",
                "5",
                "chat.requests",
                "5",
                "chat.ramp",
                RAMP.toMillis() + "ms")) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(arrivedAfterTheFirst())
          .zipSatisfy(
              List.of(0.0, 300.0, 600.0, 900.0, 1_200.0),
              (real, planned) -> assertThat(real).isCloseTo(planned, within(TOLERANCE_MILLIS)));
      assertThat(run.summary().at("/active_users").asInt()).isEqualTo(5);
      assertThat(run.summary().at("/metadata/ramp").asDouble()).isEqualTo(1.5);
      assertThat(run.summary().at("/statistics").has("planned_to_start_ms")).isFalse();
    }
  }
}
