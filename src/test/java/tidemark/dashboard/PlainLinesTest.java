package tidemark.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidemark.record.RunPhase;
import tidemark.record.Tick;

/** A run where there is no terminal. */
class PlainLinesTest {
  private final Snapshots run = new Snapshots();
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();

  private String line() {
    return PlainLines.line(run.header(), run.snapshot(), run.newest.orElseThrow());
  }

  @Test
  void aLineHasTheTimeAndWhatEndedInTheLastSeconds() {
    run.expected = Map.of("deadlock", 39L);

    assertThat(line())
        .isEqualTo(
            " run 0:18 / 0:30   2,064 ops/s, p95 5.01 ms, 0 failed   errors 39 expected, 0"
                + " unexpected");
  }

  @Test
  void chatsAreInIt() {
    run.withChats();
    run.unexpectedInWarmup = 1;

    assertThat(line())
        .isEqualTo(
            " run 0:18 / 0:30   2,064 ops/s, p95 5.01 ms, 0 failed   20 users, 73.0 chats/s,"
                + " p95 5.00 ms, 0 failed   errors 0 expected, 1 unexpected");
  }

  @Test
  void casesAreInIt() {
    run.withCases(3, 5);

    assertThat(line()).isEqualTo(" run 0:23, at most 0:35   3 of 5 cases");
  }

  @Test
  void warmupIsCalledSo() {
    run.phase = RunPhase.WARMUP;
    run.nanos = 3 * Snapshots.SECOND;

    assertThat(line()).startsWith(" warm-up 0:03   2,064 ops/s");
  }

  /** The first comes at once, then one each five seconds, of all that ended since. */
  @Test
  void thereIsALineEachFiveSeconds() {
    PlainLines lines = new PlainLines(run.header(), new PrintStream(console, true, UTF_8));
    for (int second = 6; second <= 20; second++) {
      run.nanos = second * Snapshots.SECOND;
      run.newest =
          Optional.of(
              new Tick(
                  (second - 1) * Snapshots.SECOND,
                  second * Snapshots.SECOND,
                  List.of(Snapshots.stream("reader", second)),
                  Optional.empty(),
                  Optional.empty(),
                  0,
                  0,
                  0));
      lines.tick(run.snapshot());
    }
    run.phase = RunPhase.FINISHING;
    lines.tick(run.snapshot());

    assertThat(console.toString(UTF_8).lines().map(one -> one.substring(0, 29)))
        .containsExactly(
            " run 0:01 / 0:30   6.00 ops/s",
            " run 0:06 / 0:30   9.00 ops/s",
            " run 0:11 / 0:30   14.0 ops/s");
  }
}
