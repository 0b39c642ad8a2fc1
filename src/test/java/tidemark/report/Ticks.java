package tidemark.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidemark.record.ChatTick;
import tidemark.record.Mark;
import tidemark.record.Percentiles;
import tidemark.record.PoolUse;
import tidemark.record.StreamTick;
import tidemark.record.Tick;
import tidemark.record.Timeline;

/** Time lines to report on. */
final class Ticks {
  private static final long SECOND = 1_000_000_000;

  private Ticks() {}

  /** Of so many seconds; with chats, users and a pool if one of the streams is theirs. */
  static Tick of(int second, int seconds, List<StreamTick> streams) {
    boolean chats = streams.stream().anyMatch(one -> one.name().equals(Tick.CHAT));
    return new Tick(
        second * SECOND,
        (second + seconds) * SECOND,
        streams,
        chats ? Optional.of(new ChatTick(5, 600, times(40, 50_000_000))) : Optional.empty(),
        chats ? Optional.of(new PoolUse(20, 12, 4)) : Optional.empty(),
        1,
        2,
        10);
  }

  static StreamTick stream(String name, long count, long p95Nanos) {
    return new StreamTick(name, count, 0, times(count, p95Nanos));
  }

  /** Chats of 4 ms at most. */
  static StreamTick chat(long count) {
    return stream(Tick.CHAT, count, 2_000_000);
  }

  private static Percentiles times(long count, long p95) {
    return count == 0
        ? Percentiles.NONE
        : new Percentiles(
            count, p95 / 2, p95, p95 * 3 / 2, p95 * 2, Percentiles.NONE.distribution());
  }

  /** A run of five roles and chats, with an audit every 5 s; one of them found something. */
  static Timeline timeline(int seconds) {
    List<Tick> ticks = IntStream.range(0, seconds).mapToObj(Ticks::busy).toList();
    Stream<Mark> audits =
        IntStream.range(1, Math.max(1, seconds / 5))
            .mapToObj(
                i ->
                    new Mark(
                        i * 5L * SECOND,
                        Mark.Kind.AUDIT,
                        i != 3,
                        i == 3 ? "audit: money is off" : "audit"));
    return new Timeline(
        ticks,
        Stream.concat(
                Stream.of(new Mark(5 * SECOND, Mark.Kind.WARMUP_END, true, "end of warm-up")),
                audits)
            .toList());
  }

  private static Tick busy(int second) {
    double wave = 1.5 + Math.sin(second / 20.0);
    return of(
        second,
        1,
        List.of(
            stream("inserter", (long) (300 / wave), (long) (9_000_000 * wave)),
            stream("transferrer", (long) (400 / wave), (long) (4_000_000 * wave)),
            stream("reader", (long) (800 / wave), (long) (600_000 * wave)),
            stream("checker", (long) (200 / wave), (long) (3_000_000 * wave)),
            stream("deleter", (long) (350 / wave), (long) (2_000_000 * wave)),
            stream(Tick.CHAT, (long) (60 / wave), (long) (430_000_000 * wave))));
  }
}
