package tidemark.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import tidemark.error.ErrorKind;

/** Looks at what a run records again and again, and says what is new. For one thread. */
final class Looks {
  private final Gauges gauges;
  private final LongSupplier cpuClock;
  private final Map<String, StreamMeter> meters = new HashMap<>();
  private final IdentityHashMap<AbstractHistogram, Increments> firstTokens =
      new IdentityHashMap<>();
  private final Histogram firstTokensSeen = Series.plain();
  private Percentiles allRoles = Percentiles.NONE;
  private Percentiles firstToken = Percentiles.NONE;
  private Counts before = new Counts(0, 0, 0);
  private long cpuBefore;

  /** What is only counted, warm-up included. */
  private record Counts(long expected, long unexpected, long tokens) {}

  /**
   * From nothing on.
   *
   * @param cpuClock nanoseconds that this process had on all cores together
   */
  Looks(Gauges gauges, LongSupplier cpuClock) {
    this.gauges = gauges;
    this.cpuClock = cpuClock;
    this.cpuBefore = cpuClock.getAsLong();
  }

  /** What ended since the last tick. */
  Tick tick(long startNanos, long endNanos) {
    Optional<LiveChats> chats = chats();
    List<StreamTick> streams = new ArrayList<>();
    List<LiveStream> roles = roles();
    roles.forEach(role -> streams.add(meter(role).tick(role)));
    allRoles = times(roles);
    chats.ifPresent(live -> streams.add(meter(live.stream()).tick(live.stream())));
    Counts now = counts();
    long cpu = cpuClock.getAsLong();
    Tick tick =
        new Tick(
            startNanos,
            endNanos,
            List.copyOf(streams),
            chats.map(live -> chat(live, now.tokens - before.tokens)),
            pool(),
            now.expected - before.expected,
            now.unexpected - before.unexpected,
            percent(cpu - cpuBefore, endNanos - startNanos));
    before = now;
    cpuBefore = cpu;
    return tick;
  }

  private Percentiles times(List<LiveStream> roles) {
    Histogram all = Series.plain();
    roles.forEach(role -> all.add(meter(role).seen(role)));
    return Percentiles.of(all);
  }

  private static double percent(long cpuNanos, long nanos) {
    return 100.0 * cpuNanos / nanos / Runtime.getRuntime().availableProcessors();
  }

  private ChatTick chat(LiveChats live, long tokens) {
    Histogram added = Series.plain();
    live.firstTokens()
        .forEach(one -> firstTokens.computeIfAbsent(one, Increments::new).addTo(added));
    if (added.getTotalCount() > 0) {
      firstTokensSeen.add(added);
      firstToken = Percentiles.of(firstTokensSeen);
    }
    return new ChatTick(active(), tokens, Percentiles.of(added));
  }

  private int active() {
    return gauges.chat().map(chat -> chat.active().getAsInt()).orElse(0);
  }

  private StreamMeter meter(LiveStream stream) {
    return meters.computeIfAbsent(stream.name(), name -> new StreamMeter());
  }

  /** Those that are to work, in order, then whoever else did. */
  private List<LiveStream> roles() {
    return gauges.database().map(Looks::roles).orElse(List.of());
  }

  private static List<LiveStream> roles(Gauges.OfDatabase database) {
    Map<String, LiveStream> all = new LinkedHashMap<>();
    for (String role : database.header().users().keySet()) {
      all.put(role, new LiveStream(role, List.of(), List.of()));
    }
    database.recorder().live().forEach(role -> all.put(role.name(), role));
    return List.copyOf(all.values());
  }

  private Optional<LiveChats> chats() {
    return gauges.chat().map(chat -> chat.recorder().live());
  }

  /** The connection pool now; empty without a database. */
  Optional<PoolUse> pool() {
    return gauges.database().map(database -> database.pool().get());
  }

  /** What the roles have come to. */
  List<StreamTotals> roleTotals() {
    return roles().stream().map(role -> meter(role).totals(role)).toList();
  }

  /** All of these together. */
  StreamTotals together(List<StreamTotals> roles) {
    return new StreamTotals(
        "",
        roles.stream().mapToLong(StreamTotals::operations).sum(),
        roles.stream().mapToLong(StreamTotals::failed).sum(),
        allRoles);
  }

  /** What the chats have come to; empty without any. */
  Optional<ChatTotals> chatTotals() {
    return gauges
        .chat()
        .map(
            chat -> {
              LiveChats live = chat.recorder().live();
              return new ChatTotals(
                  meter(live.stream()).totals(live.stream()),
                  chat.active().getAsInt(),
                  chat.step().get(),
                  firstToken,
                  live.tokens());
            });
  }

  /** All errors so far, by name. */
  ErrorCounts errors() {
    Map<ErrorKind, Long> kinds =
        gauges.database().map(one -> one.recorder().errorCounts()).orElse(Map.of());
    return new ErrorCounts(
        byCount(named(kinds, true)),
        byCount(named(kinds, false)),
        byCount(chats().map(LiveChats::errors).orElse(Map.of())),
        count(warmupErrors(), true),
        count(warmupErrors(), false));
  }

  /** The last errors of all. */
  List<RecentError> recent() {
    List<RecentErrors> all = new ArrayList<>();
    gauges.database().ifPresent(one -> all.add(one.recorder().recent()));
    chats().ifPresent(one -> all.add(one.recent()));
    return RecentErrors.last(all);
  }

  List<CaseState> cases() {
    return gauges.cases().map(cases -> cases.states().get()).orElse(List.of());
  }

  private Counts counts() {
    Map<ErrorKind, Long> kinds =
        gauges.database().map(one -> one.recorder().errorCounts()).orElse(Map.of());
    return new Counts(
        count(kinds, true) + count(warmupErrors(), true),
        count(kinds, false) + count(warmupErrors(), false),
        chats().map(LiveChats::tokens).orElse(0L));
  }

  private Map<ErrorKind, Long> warmupErrors() {
    return gauges.database().map(one -> one.recorder().warmupErrorCounts()).orElse(Map.of());
  }

  private static long count(Map<ErrorKind, Long> kinds, boolean expected) {
    return named(kinds, expected).values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> named(Map<ErrorKind, Long> kinds, boolean expected) {
    Map<String, Long> named = new HashMap<>();
    kinds.forEach(
        (kind, count) -> {
          if (kind.expected() == expected) {
            named.merge(kind.category(), count, Long::sum);
          }
        });
    return named;
  }

  private static Map<String, Long> byCount(Map<String, Long> counts) {
    Comparator<Map.Entry<String, Long>> most =
        Map.Entry.comparingByValue(Comparator.reverseOrder());
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(most.thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(sorted);
  }
}
