package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What is kept of the intervals of a run, however long it is. */
class TickLogTest {
  private static final long SECOND = 1_000_000_000;

  private final TickLog log = new TickLog();

  private static Percentiles times(long... nanos) {
    Histogram histogram = new Histogram(3);
    for (long one : nanos) {
      histogram.recordValue(one);
    }
    return Percentiles.of(histogram);
  }

  /** The interval of this number: as many users and connections, so many readers of as many ns. */
  private static Tick tick(int number, long... nanos) {
    return new Tick(
        number * SECOND,
        (number + 1) * SECOND,
        List.of(new StreamTick("reader", nanos.length, 1, times(nanos))),
        Optional.of(new ChatTick(number, 10, times(nanos))),
        Optional.of(new PoolUse(20, number, 20 - number)),
        1,
        2,
        number);
  }

  private static StreamTick reader(Tick tick) {
    return tick.stream("reader").orElseThrow();
  }

  @Test
  void asManyAsThereIsRoomForAreKeptAsTheyAre() {
    for (int i = 0; i < TickLog.MOST; i++) {
      log.add(tick(i, 100));
    }

    assertThat(log.ticks()).hasSize(TickLog.MOST).allMatch(tick -> tick.seconds() == 1);
  }

  /** A day of seconds: nothing is lost, and no interval is long beside the others. */
  @Test
  void aLongRunIsKeptInLongerIntervals() {
    int seconds = 86_400;
    for (int i = 0; i < seconds; i++) {
      log.add(tick(i, 100, 200));
    }

    List<Tick> ticks = log.ticks();
    assertThat(ticks).hasSizeBetween(TickLog.MOST / 2, TickLog.MOST);
    assertThat(ticks.stream().mapToLong(tick -> reader(tick).count()).sum())
        .isEqualTo(3L * seconds);
    assertThat(ticks.stream().mapToLong(Tick::expectedErrors).sum()).isEqualTo(seconds);
    assertThat(ticks.stream().mapToLong(Tick::unexpectedErrors).sum()).isEqualTo(2L * seconds);
    assertThat(ticks.subList(0, ticks.size() - 1)).allMatch(tick -> tick.seconds() == 64);
    long end = 0;
    for (Tick tick : ticks) {
      assertThat(tick.startNanos()).as("without a gap").isEqualTo(end);
      end = tick.endNanos();
    }
    assertThat(end).isEqualTo(seconds * SECOND);
  }

  @Test
  void twoIntervalsTogetherHaveThePercentilesOfAllTheirSamples() {
    long[] quick = new long[90];
    Arrays.fill(quick, 1_000_000);
    Tick both = tick(0, quick).plus(tick(1, 3_000_000, 3_000_000, 3_000_000, 3_000_000, 7_654_321));

    Percentiles times = reader(both).answered();
    assertThat(times.count()).isEqualTo(95);
    assertThat(times.p50()).isCloseTo(1_000_000, within(10_000L));
    assertThat(times.p95()).as("the 91st").isCloseTo(3_000_000, within(30_000L));
    assertThat(times.p99()).isCloseTo(7_654_321, within(76_000L));
    assertThat(times.max()).as("to three digits").isCloseTo(7_654_321, within(7_600L));
    assertThat(both.chat().orElseThrow().firstToken().p95()).isEqualTo(times.p95());
  }

  @Test
  void twoIntervalsTogetherHaveTheWorstOfBothPoolsAndTheMostUsers() {
    Tick both = tick(3).plus(tick(5));

    assertThat(both.pool()).contains(new PoolUse(20, 5, 17));
    assertThat(both.chat().orElseThrow().activeUsers()).isEqualTo(5);
    assertThat(both.chat().orElseThrow().tokens()).isEqualTo(20);
    assertThat(both.cpuPercent()).isEqualTo(4);
  }

  /** Whoever comes first to work in the later one is in both. */
  @Test
  void streamsOfEitherAreInBoth() {
    Tick earlier = tick(0, 100);
    Tick later =
        new Tick(
            SECOND,
            2 * SECOND,
            List.of(
                new StreamTick("inserter", 4, 0, times(5)),
                new StreamTick("reader", 1, 0, times(9))),
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            0);

    Tick both = earlier.plus(later);

    assertThat(both.streams()).extracting(StreamTick::name).containsExactly("inserter", "reader");
    assertThat(reader(both).operations()).isEqualTo(2);
    assertThat(both.stream("inserter").orElseThrow().operations()).isEqualTo(4);
    assertThat(both.chat()).isEqualTo(earlier.chat());
    assertThat(both.pool()).isEqualTo(earlier.pool());
  }

  @Test
  void aShortRestIsPartOfTheLastInterval() {
    log.add(tick(0, 100));
    log.addRest(
        new Tick(SECOND, SECOND + 1_000, List.of(), Optional.empty(), Optional.empty(), 7, 0, 0));

    assertThat(log.ticks()).hasSize(1);
    assertThat(log.ticks().get(0).endNanos()).isEqualTo(SECOND + 1_000);
    assertThat(log.ticks().get(0).expectedErrors()).isEqualTo(8);
  }

  @Test
  void aRestIsTheOnlyIntervalOfARunThatHadNoOther() {
    log.addRest(tick(0, 100));

    assertThat(log.ticks()).hasSize(1);
  }

  /** What 1,800 intervals of seven streams keep: times over four decades, as busy as they come. */
  @Test
  void anIntervalIsSmall() {
    Histogram busy = new Histogram(3);
    SplittableRandom draws = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      busy.recordValue((long) (1_000_000 * Math.exp(1.5 * draws.nextGaussian())));
    }

    assertThat(Distribution.of(busy).size()).isLessThan(2_000);
  }
}
