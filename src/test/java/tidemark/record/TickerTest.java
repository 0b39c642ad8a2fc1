package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;

/** A run as it is seen while it goes on, at times that the test chooses. */
class TickerTest {
  private static final ErrorKind DEADLOCK = new ErrorKind(ErrorClass.RETRY, "deadlock");
  private static final ErrorKind CORRUPT = new ErrorKind(ErrorClass.BUG, "corrupt");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final long MILLI = 1_000_000;

  /** The run begins at this time of the chats' clock, which {@link Chats} counts in from 0. */
  private static final long BEGIN = 0;

  private final RunRecorder roles = new RunRecorder();
  private final Marks marks = new Marks();
  private final AtomicLong cpu = new AtomicLong();
  private final List<Snapshot> told = new ArrayList<>();
  private int activeUsers;
  private PoolUse pool = new PoolUse(20, 0, 0);

  private Ticker ticker(Duration warmup, MeasuredChats chats) {
    return ticker(warmup, roleGauges().and(chatGauges(chats)));
  }

  private Ticker ticker(Duration warmup, Gauges gauges) {
    RunHeader header =
        new RunHeader(
            "X",
            Instant.EPOCH,
            Path.of("x"),
            warmup,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Ticker ticker = new Ticker(header, gauges, marks, cpu::get);
    ticker.onTick(told::add);
    return ticker;
  }

  private Gauges roleGauges() {
    Map<String, Integer> users = new LinkedHashMap<>();
    users.put("transferrer", 3);
    users.put("reader", 3);
    DatabaseHeader header = new DatabaseHeader("sqlite", "3", "jdbc", "jdbc:sqlite:x", 3, users);
    return Gauges.of(new Gauges.OfDatabase(header, roles, () -> pool));
  }

  private Gauges chatGauges(MeasuredChats chats) {
    ChatHeader header =
        new ChatHeader("http://x", Optional.empty(), ChatLoad.of(2), Optional.empty(), 0);
    return Gauges.of(new Gauges.OfChat(header, chats, () -> activeUsers, () -> Optional.of("50")));
  }

  private void ends(String role, long startMillis, long endMillis) {
    roles.sample(new Sample(role, role, startMillis * MILLI, endMillis * MILLI, 0, null, 0, true));
  }

  private void fails(String role, ErrorKind kind, long startMillis, long endMillis) {
    long start = startMillis * MILLI;
    roles.error(role, kind, "it was " + kind.category(), start);
    roles.sample(new Sample(role, role, start, endMillis * MILLI, 0, kind, 0, false));
  }

  private static void looks(Ticker ticker, long fromMillis, long toMillis) {
    for (long now = fromMillis; now <= toMillis; now += 125) {
      ticker.look(now * MILLI);
    }
  }

  private static StreamTick stream(Tick tick, String name) {
    return tick.stream(name).orElseThrow();
  }

  @Test
  void aTickIsWhatEndedInASecond() {
    Ticker ticker = ticker(Duration.ZERO, roleGauges());
    roles.measureFrom(BEGIN);
    ticker.begun(BEGIN, NOON, Duration.ofSeconds(10));
    ends("reader", 0, 100);
    looks(ticker, 125, 1_000);
    ends("reader", 100, 1_500);
    fails("reader", DEADLOCK, 200, 1_600);
    fails("transferrer", CORRUPT, 200, 1_700);
    pool = new PoolUse(20, 7, 2);
    cpu.set(Runtime.getRuntime().availableProcessors() * 250L * MILLI);
    looks(ticker, 1_125, 2_000);

    List<Tick> ticks = ticker.latest().timeline().ticks();
    assertThat(ticks).hasSize(2);
    assertThat(stream(ticks.get(0), "reader").count()).isEqualTo(1);
    Tick second = ticks.get(1);
    assertThat(second.startNanos()).isEqualTo(1_000 * MILLI);
    assertThat(second.endNanos()).isEqualTo(2_000 * MILLI);
    assertThat(second.streams())
        .extracting(StreamTick::name)
        .as("as they are to work")
        .containsExactly("transferrer", "reader");
    StreamTick readers = stream(second, "reader");
    assertThat(readers.count()).isEqualTo(2);
    assertThat(readers.operations()).isEqualTo(1);
    assertThat(readers.failed()).isEqualTo(1);
    assertThat(readers.answered().count()).isEqualTo(1);
    assertThat(readers.answered().max() / MILLI).isEqualTo(1_400);
    assertThat(readers.answered().p50()).isEqualTo(readers.answered().max());
    assertThat(second.expectedErrors()).isEqualTo(1);
    assertThat(second.unexpectedErrors()).isEqualTo(1);
    assertThat(second.pool()).contains(pool);
    assertThat(second.cpuPercent()).isEqualTo(25);
    assertThat(second.chat()).isEmpty();
    assertThat(told).hasSize(2);
    assertThat(told.get(1)).isSameAs(ticker.latest());
  }

  @Test
  void totalsAndErrorsAreThoseOfNow() {
    Ticker ticker = ticker(Duration.ZERO, roleGauges());
    roles.measureFrom(BEGIN);
    ticker.begun(BEGIN, NOON, Duration.ofSeconds(10));
    ends("reader", 0, 100);
    looks(ticker, 1_000, 1_000);
    ends("reader", 100, 1_100);
    fails("reader", DEADLOCK, 200, 1_100);
    fails("reader", DEADLOCK, 200, 1_100);
    fails("reader", CORRUPT, 200, 1_100);
    looks(ticker, 1_125, 1_125);

    Snapshot now = ticker.latest();
    assertThat(now.nanos()).isEqualTo(1_125 * MILLI);
    assertThat(now.at(now.nanos())).isEqualTo("2026-11-22T12:00:01.125Z");
    assertThat(now.plannedNanos()).isEqualTo(OptionalLong.of(10_000 * MILLI));
    StreamTotals readers = now.roles().get(1);
    assertThat(readers.name()).isEqualTo("reader");
    assertThat(readers.operations()).isEqualTo(2);
    assertThat(readers.failed()).isEqualTo(3);
    assertThat(now.allRoles().operations()).isEqualTo(2);
    assertThat(now.allRoles().failed()).isEqualTo(3);
    assertThat(now.allRoles().answered().count()).isEqualTo(1);
    assertThat(readers.answered().count()).as("up to the tick").isEqualTo(1);
    assertThat(now.errors().expected()).containsExactly(Map.entry("deadlock", 2L));
    assertThat(now.errors().unexpected()).containsExactly(Map.entry("corrupt", 1L));
    assertThat(now.recent()).extracting(RecentError::text).contains("it was corrupt");
    assertThat(now.newest()).contains(now.timeline().ticks().get(0));
  }

  /**
   * Before, there is nothing but a mark; then what is measured is apart, and the ticks have all.
   */
  @Test
  void warmupIsOnTheTimelineAndInNoTotal() {
    RunChatRecorder chats = new RunChatRecorder(ChatSlo.NONE);
    Ticker ticker = ticker(Duration.ofSeconds(1), chats);
    roles.measureFrom(1_000 * MILLI);
    chats.measureFrom(1_000 * MILLI);
    ticker.begun(BEGIN, NOON, Duration.ofSeconds(10));
    assertThat(ticker.latest().phase()).isEqualTo(RunPhase.WARMUP);
    ends("reader", 0, 500);
    fails("reader", CORRUPT, 0, 500);
    chats.chat(Chats.json(0, 500), null);
    chats.chat(Chats.stream(0, 100, 500, 20, true), null);
    looks(ticker, 125, 1_000);
    assertThat(ticker.latest().phase()).isEqualTo(RunPhase.MEASURING);
    ends("reader", 999, 1_500);
    ends("reader", 1_000, 1_500);
    chats.chat(Chats.stream(1_000, 200, 500, 30, true), null);
    looks(ticker, 1_125, 2_000);

    Snapshot now = ticker.latest();
    Tick warmup = now.timeline().ticks().get(0);
    Tick measured = now.timeline().ticks().get(1);
    assertThat(stream(warmup, "reader").count()).isEqualTo(2);
    assertThat(warmup.unexpectedErrors()).isEqualTo(1);
    assertThat(stream(warmup, Tick.CHAT).count()).isEqualTo(2);
    assertThat(warmup.chat().orElseThrow().tokens()).isEqualTo(20);
    assertThat(warmup.chat().orElseThrow().firstToken().max() / MILLI).isEqualTo(100);
    assertThat(stream(measured, "reader").count()).isEqualTo(2);
    assertThat(measured.chat().orElseThrow().tokens()).isEqualTo(30);
    assertThat(measured.chat().orElseThrow().firstToken().max() / MILLI).isEqualTo(200);
    assertThat(now.roles().get(1).operations()).as("measured").isEqualTo(1);
    assertThat(now.roles().get(1).answered().count()).isEqualTo(1);
    assertThat(now.chat().orElseThrow().totals().operations()).isEqualTo(1);
    assertThat(now.errors().unexpected()).isEmpty();
    assertThat(now.errors().unexpectedInWarmup()).isEqualTo(1);
    assertThat(now.measuredNanos()).isEqualTo(1_000 * MILLI);
    assertThat(now.timeline().marks())
        .containsExactly(new Mark(1_000 * MILLI, Mark.Kind.WARMUP_END, true, "end of warm-up"));
    assertThat(roles.figures().all().samples()).isEqualTo(1);
    assertThat(chats.figures().total()).isEqualTo(1);
  }

  @Test
  void theTicksOfARunThatEndsInMidTickAddUpToItsFigures() {
    RunChatRecorder chats = new RunChatRecorder(ChatSlo.NONE);
    Ticker ticker = ticker(Duration.ZERO, chats);
    roles.measureFrom(BEGIN);
    chats.measureFrom(BEGIN);
    ticker.begun(BEGIN, NOON, Duration.ofSeconds(3));
    for (long end = 1; end <= 3_700; end++) {
      ends("reader", end - 1, end);
      if (end % 10 == 0) {
        fails("transferrer", DEADLOCK, end - 5, end);
        chats.chat(Chats.stream(end - 9, 3, 9, 7, true), null);
      }
      if (end % 100 == 0) {
        chats.chat(Chats.status(500, end - 9, 9), "oops");
      }
      if (end % 125 == 0) {
        ticker.look(end * MILLI);
      }
      if (end == 3_050) {
        ticker.ending(end * MILLI);
      }
    }
    ticker.drained(3_700 * MILLI);

    List<Tick> ticks = ticker.timeline().ticks();
    assertThat(ticks).hasSize(4);
    assertThat(ticks.get(3).endNanos()).isEqualTo(3_700 * MILLI);
    assertThat(sum(ticks, "reader")).isEqualTo(roles.figures().role("reader").samples());
    assertThat(sum(ticks, "transferrer")).isEqualTo(roles.figures().role("transferrer").samples());
    assertThat(ticks.stream().mapToLong(Tick::expectedErrors).sum())
        .isEqualTo(roles.figures().errors().expectedCount());
    ChatFigures figures = chats.figures();
    assertThat(sum(ticks, Tick.CHAT)).isEqualTo(figures.total());
    assertThat(ticks.stream().mapToLong(Tick::chatErrors).sum()).isEqualTo(figures.failures());
    assertThat(ticks.stream().mapToLong(tick -> tick.chat().orElseThrow().tokens()).sum())
        .isEqualTo(figures.streams().outputTokens());
    Snapshot end = ticker.latest();
    assertThat(end.phase()).isEqualTo(RunPhase.FINISHING);
    assertThat(end.measuredNanos()).as("up to the stop").isEqualTo(3_050 * MILLI);
    assertThat(end.roles().get(1).answered().p99())
        .isEqualTo(roles.figures().role("reader").answered().getValueAtPercentile(99));
    assertThat(end.chat().orElseThrow().firstToken().count()).isEqualTo(figures.streams().good());
  }

  private static long sum(List<Tick> ticks, String name) {
    return ticks.stream().mapToLong(tick -> stream(tick, name).count()).sum();
  }

  @Test
  void aShortRestIsInTheLastTickAndNoRateOfItsOwn() {
    Ticker ticker = ticker(Duration.ZERO, roleGauges());
    roles.measureFrom(BEGIN);
    ticker.begun(BEGIN, NOON, Duration.ofSeconds(1));
    ends("reader", 0, 100);
    looks(ticker, 1_000, 1_000);
    ticker.ending(1_000 * MILLI);
    ends("reader", 900, 1_003);
    ticker.drained(1_003 * MILLI);
    ticker.over();

    assertThat(ticker.timeline().ticks()).hasSize(1);
    assertThat(sum(ticker.timeline().ticks(), "reader")).isEqualTo(2);
    assertThat(told.get(told.size() - 1).phase()).isEqualTo(RunPhase.OVER);
    looks(ticker, 2_000, 3_000);
    assertThat(ticker.latest().phase()).as("nobody looks any more").isEqualTo(RunPhase.OVER);
  }

  /** A machine that is too busy looks late: a tick is as long as it was. */
  @Test
  void ticksKeepToTheirGridThoughLooksComeLate() {
    Ticker ticker = ticker(Duration.ZERO, roleGauges());
    ticker.begun(BEGIN, NOON, Duration.ofSeconds(10));
    for (long now : new long[] {950, 1_100, 1_990, 4_300, 4_999, 5_500}) {
      ticker.look(now * MILLI);
    }

    assertThat(ticker.latest().timeline().ticks())
        .extracting(tick -> tick.endNanos() / MILLI)
        .containsExactly(950L, 1_990L, 4_300L, 4_999L);
  }

  @Test
  void stepsAddUp() {
    StepChatRecorder chats = new StepChatRecorder(ChatSlo.NONE, () -> {});
    Ticker ticker = ticker(Duration.ZERO, chats);
    ticker.begun(BEGIN, NOON, Duration.ofDays(36_500));
    chats.chat(Chats.json(0, 10), null);
    looks(ticker, 1_000, 1_000);
    chats.measureFrom(1_000 * MILLI);
    chats.chat(Chats.json(1_000, 20), null);
    chats.measureFrom(1_500 * MILLI);
    chats.chat(Chats.stream(1_500, 10, 40, 5, true), null);
    chats.chat(Chats.status(503, 1_500, 10), "busy");
    activeUsers = 2;
    looks(ticker, 2_000, 2_000);

    List<Tick> ticks = ticker.latest().timeline().ticks();
    assertThat(sum(ticks.subList(0, 1), Tick.CHAT)).isEqualTo(1);
    assertThat(sum(ticks.subList(1, 2), Tick.CHAT)).isEqualTo(3);
    ChatTotals now = ticker.latest().chat().orElseThrow();
    assertThat(now.totals().operations()).isEqualTo(2);
    assertThat(now.totals().failed()).isEqualTo(1);
    assertThat(now.totals().answered().max() / MILLI).isEqualTo(40);
    assertThat(now.activeUsers()).isEqualTo(2);
    assertThat(now.step()).contains("50");
    assertThat(ticker.latest().errors().chat()).containsExactly(Map.entry("503", 1L));
    assertThat(ticker.latest().recent()).extracting(RecentError::text).containsExactly("busy");
    assertThat(ticker.latest().plannedNanos()).as("no time of its own").isEmpty();
  }

  @Test
  void aViewThatFailsHarmsNobodyElse() {
    Ticker ticker = ticker(Duration.ZERO, Gauges.NONE);
    List<Snapshot> later = new ArrayList<>();
    ticker.onTick(
        snapshot -> {
          throw new IllegalStateException("a broken view");
        });
    ticker.onTick(later::add);
    ticker.begun(BEGIN, NOON, Duration.ofSeconds(1));
    looks(ticker, 1_000, 1_000);

    assertThat(later).hasSize(1);
  }

  @Test
  void casesAreAsTheyAreNow() {
    CaseState running =
        new CaseState("connection-pool-5", "no more than 5", true, Optional.empty());
    Ticker ticker =
        ticker(
            Duration.ZERO,
            Gauges.of(
                new Gauges.OfCases(
                    new CasesHeader("sqlite", "3", "jdbc:sqlite:x"), () -> List.of(running))));
    ticker.begun(BEGIN, NOON, Duration.ofSeconds(1));

    assertThat(ticker.latest().cases()).containsExactly(running);
  }
}
