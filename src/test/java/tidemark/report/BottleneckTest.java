package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import tidemark.record.Chats;
import tidemark.record.GeneratorFigures;

class BottleneckTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MILLI = 1_000_000;
  private static final int CORES = 4;
  private static final Optional<DatabaseReport> NO_DATABASE = Optional.empty();
  private static final Optional<ChatReport> NO_CHAT = Optional.empty();

  /** Ten seconds with a share of the cores, in percent, and timers late by so much. */
  private static GeneratorFigures figures(double own, double machine, long lagMillis) {
    return figures(10, own, machine, lagMillis, 0);
  }

  private static GeneratorFigures figures(
      long seconds, double own, double machine, long lagMillis, long gcMillis) {
    Histogram lag = new Histogram(3);
    lag.recordValue(lagMillis * MILLI);
    long cpu = Math.round(own / 100 * CORES * seconds * SECOND);
    return new GeneratorFigures(
        seconds * SECOND, CORES, cpu, machine, gcMillis, lag, 1 << 20, 1 << 21);
  }

  private static Optional<ChatReport> chats(long millis) {
    return Optional.of(
        Runs.chat(Runs.chats(recorder -> recorder.chat(Chats.json(0, millis), null))));
  }

  private static Optional<DatabaseReport> postgresql() {
    return Optional.of(Runs.database(Runs.someFigures(), Runs.AUDITED));
  }

  @Test
  void chatsOfAGeneratorWithoutAProcessorLeft() {
    assertThat(Bottleneck.of(figures(88, 99.5, 1), NO_DATABASE, chats(500)))
        .contains("the processors were busy to 99.5 %, 88.0 % with it");
  }

  @Test
  void aBusyNeighbourIsNotTheGenerator() {
    assertThat(Bottleneck.of(figures(6, 100, 30), NO_DATABASE, chats(500))).isEmpty();
  }

  @Test
  void timersAsLateAsHalfAChat() {
    assertThat(Bottleneck.of(figures(40, 60, 260), NO_DATABASE, chats(500)))
        .contains("timers were late by 260 ms (p99), where chats are a matter of 500 ms");
    assertThat(Bottleneck.of(figures(40, 60, 240), NO_DATABASE, chats(500))).isEmpty();
  }

  @Test
  void theFirstTokenIsTheShorterTime() {
    Optional<ChatReport> streams =
        Optional.of(
            Runs.chat(
                Runs.chats(recorder -> recorder.chat(Chats.stream(0, 50, 5_000, 100), null))));

    assertThat(Bottleneck.of(figures(40, 60, 30), NO_DATABASE, streams).orElseThrow())
        .startsWith("timers were late by 30.0 ms");
  }

  @Test
  void aStoppedProcessWhoeverItWorksFor() {
    GeneratorFigures stopped = figures(10, 20, 30, 1, 1_200);

    assertThat(Bottleneck.of(stopped, postgresql(), NO_CHAT))
        .contains("garbage collection stopped it for 12.0 % of the time");
    assertThat(Bottleneck.of(stopped, NO_DATABASE, chats(500))).isPresent();
  }

  @Test
  void everyReasonIsNamed() {
    assertThat(
            Bottleneck.of(figures(10, 70, 95, 400, 3_000), NO_DATABASE, chats(500)).orElseThrow())
        .contains("garbage", "processors", "timers");
  }

  /** Roles without a pause are there to keep the machine busy. */
  @Test
  void rolesMayKeepTheMachineBusy() {
    assertThat(Bottleneck.of(figures(60, 100, 250), postgresql(), NO_CHAT)).isEmpty();
    assertThat(Bottleneck.of(figures(95, 100, 250), sqlite(), NO_CHAT)).isEmpty();
  }

  @Test
  void rolesThatLeaveTheServerNothingToDoAreTheLimit() {
    assertThat(Bottleneck.of(figures(95, 100, 1), postgresql(), NO_CHAT)).isPresent();
  }

  @Test
  void aMomentSaysNothing() {
    assertThat(Bottleneck.of(figures(1, 99, 99, 400, 500), NO_DATABASE, chats(50))).isEmpty();
  }

  @Test
  void withoutAChatNoTimerIsTooLate() {
    Optional<ChatReport> none = Optional.of(Runs.chat(Runs.chats(recorder -> {})));

    assertThat(Bottleneck.of(figures(1, 2, 400), NO_DATABASE, none)).isEmpty();
  }

  private static Optional<DatabaseReport> sqlite() {
    return postgresql()
        .map(
            one ->
                new DatabaseReport(
                    "sqlite",
                    one.version(),
                    one.engine(),
                    one.url(),
                    one.workers(),
                    one.users(),
                    one.roles(),
                    one.figures(),
                    one.accounts(),
                    one.pool(),
                    one.turns(),
                    one.waits(),
                    one.audit()));
  }
}
