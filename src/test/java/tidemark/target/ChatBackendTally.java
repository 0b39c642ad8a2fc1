package tidemark.target;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;
import tidemark.record.Latency;

/**
 * Counts what reaches the server and takes its times, in memory that does not grow. Thread-safe.
 */
final class ChatBackendTally {
  private static final long HIGHEST_NANOS = TimeUnit.HOURS.toNanos(1);

  private final LongAdder connections = new LongAdder();
  private final LongAdder probes = new LongAdder();
  private final LongAdder bodyBytes = new LongAdder();
  private final Map<Endpoint, LongAdder> requests =
      each(new EnumMap<>(Endpoint.class), Endpoint.values());
  private final Map<AnswerEnd, LongAdder> endings =
      each(new EnumMap<>(AnswerEnd.class), AnswerEnd.values());
  private final Map<StoreOutcome, LongAdder> stores =
      each(new EnumMap<>(StoreOutcome.class), StoreOutcome.values());
  private final LongAdder hidden = new LongAdder();
  private final AtomicHistogram store = new AtomicHistogram(HIGHEST_NANOS, 3);
  private final AtomicHistogram service = new AtomicHistogram(HIGHEST_NANOS, 3);
  private final AtomicHistogram firstToken = new AtomicHistogram(HIGHEST_NANOS, 3);
  private final AtomicHistogram lateness = new AtomicHistogram(HIGHEST_NANOS, 3);

  private static <K> Map<K, LongAdder> each(Map<K, LongAdder> map, K[] keys) {
    for (K key : keys) {
      map.put(key, new LongAdder());
    }
    return map;
  }

  void connection() {
    connections.increment();
  }

  void request(Endpoint endpoint, boolean probe) {
    (probe && endpoint != Endpoint.ELSEWHERE ? probes : count(requests, endpoint)).increment();
  }

  void bytes(long written) {
    bodyBytes.add(written);
  }

  void ended(AnswerEnd ending, long serviceNanos) {
    if (ending == AnswerEnd.ANSWERED || ending == AnswerEnd.STREAMED) {
      record(service, serviceNanos);
    }
    count(endings, ending).increment();
  }

  /**
   * The store has said what became of a chat.
   *
   * @param concealed true if the client is not told so
   */
  void stored(StoreOutcome outcome, boolean concealed, long nanos) {
    record(store, nanos);
    count(stores, outcome).increment();
    if (concealed) {
      hidden.increment();
    }
  }

  void token(long lateNanos) {
    record(lateness, lateNanos);
  }

  void firstToken(long nanos) {
    record(firstToken, nanos);
  }

  private static void record(AtomicHistogram histogram, long nanos) {
    histogram.recordValue(Math.max(0, Math.min(nanos, HIGHEST_NANOS)));
  }

  ChatBackendFigures figures() {
    return new ChatBackendFigures(
        connections.sum(),
        sum(requests, Endpoint.ASSISTANT),
        sum(requests, Endpoint.OPENAI),
        probes.sum(),
        sum(requests, Endpoint.ELSEWHERE),
        sum(endings, AnswerEnd.ANSWERED),
        sum(endings, AnswerEnd.STREAMED),
        sum(endings, AnswerEnd.REFUSED),
        sum(endings, AnswerEnd.LIMITED),
        sum(endings, AnswerEnd.FAILED),
        sum(endings, AnswerEnd.CUT),
        sum(endings, AnswerEnd.UNSTORED),
        sum(endings, AnswerEnd.ABANDONED),
        sum(stores, StoreOutcome.STORED),
        sum(stores, StoreOutcome.NOT_STORED),
        sum(stores, StoreOutcome.UNKNOWN),
        hidden.sum(),
        bodyBytes.sum(),
        Latency.of(store.copy()),
        Latency.of(service.copy()),
        Latency.of(firstToken.copy()),
        Latency.of(lateness.copy()));
  }

  private static <K> long sum(Map<K, LongAdder> map, K key) {
    return count(map, key).sum();
  }

  /** Every key has its count from the start. */
  private static <K> LongAdder count(Map<K, LongAdder> map, K key) {
    LongAdder count = map.get(key);
    if (count == null) {
      throw new IllegalArgumentException(String.valueOf(key));
    }
    return count;
  }
}
