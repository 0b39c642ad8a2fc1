package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.gatling.StopReason;
import tidemark.record.Recorder;
import tidemark.record.Responses;
import tidemark.record.RunRecorder;
import tidemark.record.Timeline;
import tidemark.report.RunReport;
import tidemark.settings.Places;

/** What ends a run at once, and what becomes of the file. */
class FailFastTest {
  private static final ErrorKind CORRUPT = new ErrorKind(ErrorClass.BUG, "corrupt");

  @TempDir Path folder;
  private final List<StopReason> stops = new CopyOnWriteArrayList<>();

  private FailFast failFast(String wanted, Supplier<RunReport> report) {
    FailFast failFast =
        FailFast.from(
            new Places(folder)
                .property("run.failFast", wanted)
                .property("db.password", "hunter2")
                .load());
    failFast.of(new FailFast.Run(stops::add, report));
    return failFast;
  }

  private static RunReport report(Path folder) {
    return new RunReport(
        "X",
        Instant.EPOCH,
        1,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Timeline.NONE,
        Map.of(),
        folder,
        Optional.empty());
  }

  @Test
  void whereNobodyWantsItNobodyStandsInTheWay() {
    FailFast failFast = failFast("false", () -> report(folder));
    RunRecorder recorder = new RunRecorder();

    assertThat(failFast.watch(recorder)).isSameAs(recorder);
    assertThat(failFast.watch(Responses.NONE)).isSameAs(Responses.NONE);
    failFast.broken("money is gone");
    assertThat(stops).isEmpty();
    assertThat(failFast.problems()).isEmpty();
  }

  @Test
  void theFirstOfManyEndsTheRun() {
    FailFast failFast = failFast("true", () -> report(folder));
    Recorder recorder = failFast.watch(new RunRecorder());

    IntStream.range(0, 1_000)
        .parallel()
        .forEach(i -> recorder.error("reader", CORRUPT, "malformed, says hunter2\nagain", 0));

    assertThat(stops).hasSize(1);
    assertThat(stops.get(0).planned()).isFalse();
    assertThat(stops.get(0).hurried()).isFalse();
    assertThat(stops.get(0).text())
        .startsWith(
            "fail-fast: unexpected error corrupt of reader: malformed, says *** again (see stress_")
        .endsWith(".log)");
    assertThat(failFast.problems()).isEmpty();
    assertThat(folder).isDirectoryContaining("glob:**stress_crash_*.log");
  }

  @Test
  void whatIsExpectedEndsNothing() {
    FailFast failFast = failFast("true", () -> report(folder));

    failFast.watch(new RunRecorder()).error("deleter", ErrorKind.MISSING_ACCOUNT, "gone", 0);

    assertThat(stops).isEmpty();
  }

  /** Nobody who tells of an error waits for a disk. */
  @Test
  void theFileIsWrittenByNobodyElse() {
    CompletableFuture<String> writer = new CompletableFuture<>();
    FailFast failFast =
        failFast(
            "true",
            () -> {
              writer.complete(Thread.currentThread().getName());
              return report(folder);
            });

    failFast.broken("money is gone");

    assertThat(writer.join()).isEqualTo("tidemark-crash");
    assertThat(failFast.problems()).isEmpty();
  }

  @Test
  void aFileThatCannotBeWrittenIsSaid() {
    FailFast failFast = failFast("true", () -> report(folder.resolve("gone")));

    failFast.broken("money is gone");

    assertThat(failFast.problems())
        .singleElement()
        .asString()
        .startsWith("the crash log cannot be written: java.nio.file.NoSuchFileException");
  }

  @Test
  @Timeout(30)
  void theEndDoesNotWaitForADiskThatHangs() {
    CountDownLatch never = new CountDownLatch(1);
    FailFast failFast =
        failFast(
            "true",
            () -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              throw new IllegalStateException("too late");
            });

    failFast.broken("money is gone");

    assertThat(failFast.problems()).containsExactly("the crash log was not written within 3 s");
    never.countDown();
  }
}
