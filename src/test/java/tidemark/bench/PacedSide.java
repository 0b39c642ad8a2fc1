package tidemark.bench;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static tidemark.chat.ChatDsl.chat;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import tidemark.record.ChatSample;
import tidemark.record.Response;

/**
 * Users who pause between chats, so that the processors are not busy, and hold each time that is
 * measured against what the server says in its answer.
 */
public final class PacedSide extends Simulation {
  /** Part of the warm-up: so streams do not all have their tokens at the same moments. */
  private static final Duration RAMP = Duration.ofSeconds(5);

  private final ChatTask task = ChatTask.ofThisJvm();
  private final Course course = new Course(task.warmup(), task.time(), Map.of());
  private final Map<Long, SplittableRandom> draws = new ConcurrentHashMap<>();
  private final Agreement toFirst = new Agreement();
  private final Agreement toLast = new Agreement();
  private final LongAdder failures = new LongAdder();
  private @Nullable CpuMeter own;
  private @Nullable CpuMeter server;

  public PacedSide() {
    setUp(
            scenario("chat")
                .exec(this::begin)
                .exec(
                    asLongAs(this::goesOn)
                        .on(exec(chat("chat").stream(s -> task.stream())).pause(this::pause)))
                .injectOpen(rampUsers(task.users()).during(RAMP)))
        .protocols(chat(task.target()).responses(this::add));
  }

  private Session begin(Session session) {
    course.begin();
    return session;
  }

  private boolean goesOn(Session session) {
    boolean goesOn = course.goesOn();
    if (course.isWarm()) {
      measureCpu();
    }
    return goesOn;
  }

  private synchronized void measureCpu() {
    if (own == null) {
      CpuMeter.machinePercent();
      own = new CpuMeter(ProcessHandle.current());
      server = new CpuMeter(ProcessHandle.of(task.pid()).orElseThrow());
    }
  }

  /** From half to one and a half times the mean, the same in each run. */
  private Duration pause(Session session) {
    SplittableRandom own =
        draws.computeIfAbsent(session.userId(), seed -> new SplittableRandom(seed));
    return Duration.ofNanos((long) (task.pause().toNanos() * own.nextDouble(0.5, 1.5)));
  }

  private void add(Response response, Runnable then) {
    ChatSample sample = response.sample();
    long start = sample.startNanos();
    if (sample.failed()) {
      failures.increment();
    } else if (start - course.measuredFrom() >= 0) {
      Stamps server = Stamps.of(response.text());
      long end = sample.endNanos();
      if (task.stream()) {
        toFirst.add(start, server.readNanos(), server.firstNanos(), sample.firstTokenNanos());
        end = sample.lastTokenNanos();
      }
      toLast.add(start, server.readNanos(), server.lastNanos(), end);
    }
    then.run();
  }

  @Override
  public void after() {
    if (failures.sum() > 0 || own == null || server == null) {
      throw new IllegalStateException(failures + " chats failed");
    }
    String cpu =
        String.format(
            Locale.ROOT,
            "%.0f | %.0f | %.0f",
            own.percent(),
            server.percent(),
            CpuMeter.machinePercent());
    List<String> rows = new ArrayList<>();
    if (task.stream()) {
      rows.add(row("time to first token", toFirst, cpu));
    }
    rows.add(row("end to end", toLast, cpu));
    try {
      Files.write(task.result(), rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String row(String figure, Agreement agreement, String cpu) {
    String kind = task.stream() ? "streams" : "JSON";
    return "| %d | %s | %s | %s | %s |"
        .formatted(task.users(), kind, figure, agreement.cells(), cpu);
  }
}
