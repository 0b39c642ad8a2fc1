package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidemark.record.Chats;
import tidemark.record.LockWaitFigures;
import tidemark.record.SessionFigures;
import tidemark.record.StoreFigures;
import tidemark.record.TailFigures;
import tidemark.record.WaitFigures;

/** Is it the database? */
class AttributionTest {
  private static final double MILLI = 1e6;
  private static final LockWaitFigures LOCKS = new LockWaitFigures(1_234, 2_345, 5_610_000_000L);

  /** Chats of 800 ms that a backend served in so many, with a share of the store in that. */
  private static RunReport run(double serviceMillis, double ofStore, double ofWaiting) {
    StoreFigures store =
        new StoreFigures(
            new TailFigures(100, serviceMillis * MILLI, ofStore),
            new TailFigures(100, 600 * MILLI, ofWaiting));
    return run(new WaitFigures(LOCKS, Optional.empty(), Optional.of(store)));
  }

  private static RunReport run(WaitFigures waits) {
    ChatReport chat = Runs.chat(Runs.chats(recorder -> recorder.chat(Chats.json(0, 800), null)));
    return Runs.report(
        Path.of("run"),
        List.of(),
        Optional.of(Runs.database(Runs.someFigures(), waits, Runs.AUDITED)),
        Optional.of(chat));
  }

  private static WaitFigures sessions(Map<String, Long> seen) {
    return new WaitFigures(
        LockWaitFigures.NONE, Optional.of(new SessionFigures(50, seen)), Optional.empty());
  }

  private static JsonNode json(RunReport run) {
    return Summary.json(run).at("/attribution");
  }

  @Test
  void aSlowDatabaseIsNamedFirst() {
    RunReport run = run(780, 0.8, 0.75);

    assertThat(ConsoleEnd.lines(run))
        .containsSequence(
            " time        of 800 ms (chat p95): 624 ms (78.0 %) in the database",
            "             156 ms (19.5 %) in the model")
        .contains("             468 ms of the database's for a connection");
    assertThat(json(run).at("/database_percent").asDouble()).isBetween(77.9, 78.1);
    assertThat(json(run).at("/model_percent").asDouble()).isBetween(19.4, 19.6);
    assertThat(json(run).at("/connection_ms").asDouble()).isEqualTo(468);
  }

  @Test
  void aSlowModelIsNamedFirst() {
    assertThat(ConsoleEnd.lines(run(780, 0.1, 0)))
        .anyMatch(line -> line.endsWith("(chat p95): 702 ms (87.7 %) in the model"))
        .noneMatch(line -> line.contains("connection"));
  }

  /** What the database took of the little that the backend did is not what users waited for. */
  @Test
  void neitherIsNamedForWhatTheGeneratorTook() {
    RunReport run = run(10, 0.9, 0);

    assertThat(json(run).at("/database_percent").asDouble()).isLessThan(2);
    assertThat(json(run).at("/elsewhere_percent").asDouble()).isGreaterThan(95);
  }

  @Test
  void theBackendsTimesAreRoughButPartsAddUp() {
    JsonNode json = json(run(820, 0.5, 0));

    assertThat(json.at("/elsewhere_percent").asDouble()).isZero();
    assertThat(json.at("/database_percent").asDouble()).isEqualTo(50);
  }

  @Test
  void withoutChatsThereAreWaitsOnly() {
    RunReport run = run(new WaitFigures(LOCKS, Optional.empty(), Optional.of(StoreFigures.NONE)));

    assertThat(json(run).has("database_percent")).isFalse();
    assertThat(json(run).at("/waits/lock_waits").asLong()).isEqualTo(1_234);
    assertThat(json(run).at("/waits/busy_retries").asLong()).isEqualTo(2_345);
    assertThat(json(run).at("/waits/lock_wait_ms").asDouble()).isEqualTo(5_610);
    assertThat(json(run).at("/waits/acquire_ms").has("p95")).isTrue();
    assertThat(ConsoleEnd.lines(run))
        .contains(" waits       1,234 for the write lock, 5.61 s in all")
        .noneMatch(line -> line.startsWith(" time"));
  }

  @Test
  void sessionsAreNamedByWhatTheyWaitFor() {
    RunReport run =
        run(sessions(Map.of("running", 30L, "Lock:transactionid", 60L, "IO:WALSync", 10L)));

    assertThat(json(run).at("/waits/postgresql/samples").asLong()).isEqualTo(50);
    assertThat(json(run).at("/waits/postgresql/sessions").asDouble()).isEqualTo(2);
    assertThat(json(run).at("/waits/postgresql/percent/Lock:transactionid").asDouble())
        .isEqualTo(60);
    assertThat(ConsoleEnd.lines(run))
        .contains(
            " waits       2.00 sessions:"
                + " Lock:transactionid 60.0 %, running 30.0 %, IO:WALSync 10.0 %");
  }

  /** As many as 100 columns hold, the first ones. */
  @Test
  void theLineOfSessionsIsNotTooLong() {
    Map<String, Long> seen =
        Map.of(
            "Lock:transactionid", 400L,
            "LWLock:WALWrite", 300L,
            "running", 200L,
            "IPC:ProcArrayGroupUpdate", 90L,
            "IO:WALSync", 10L);

    assertThat(ConsoleEnd.lines(run(sessions(seen))))
        .contains(
            " waits       20.0 sessions:"
                + " Lock:transactionid 40.0 %, LWLock:WALWrite 30.0 %, running 20.0 %")
        .allMatch(line -> !line.startsWith(" waits") || line.length() <= 100);
    assertThat(json(run(sessions(seen))).at("/waits/postgresql/percent")).hasSize(5);
  }

  @Test
  void whereNothingWasWaitedForNothingIsSaid() {
    assertThat(ConsoleEnd.lines(run(sessions(Map.of()))))
        .noneMatch(line -> line.startsWith(" waits"));
    assertThat(ConsoleEnd.lines(run(WaitFigures.NONE)))
        .noneMatch(line -> line.startsWith(" waits"));
  }
}
