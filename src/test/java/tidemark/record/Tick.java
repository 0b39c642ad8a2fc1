package tidemark.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One interval of a run: what ended in it, warm-up included. Times are nanoseconds since the run's
 * begin.
 *
 * @param streams the roles in order, whoever else worked on the database, then {@code chat}
 * @param chat empty in a run without chats
 * @param pool at its end, and of several intervals the worst; empty without a database
 * @param expectedErrors of attempts at the database
 * @param unexpectedErrors of attempts at the database
 * @param cpuPercent that this process had of all cores, embedded targets included
 */
public record Tick(
    long startNanos,
    long endNanos,
    List<StreamTick> streams,
    Optional<ChatTick> chat,
    Optional<PoolUse> pool,
    long expectedErrors,
    long unexpectedErrors,
    double cpuPercent) {

  /** The stream of chats. */
  public static final String CHAT = "chat";

  /** How long it lasted; above 0. */
  public double seconds() {
    return (endNanos - startNanos) / 1e9;
  }

  /** A count of this interval as a rate. */
  public double perSecond(long count) {
    return count / seconds();
  }

  /** A stream by its name; empty if nothing of it was ever seen. */
  public Optional<StreamTick> stream(String name) {
    return streams.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** Chats that failed. */
  public long chatErrors() {
    return stream(CHAT).map(StreamTick::failed).orElse(0L);
  }

  /** Together with the interval that follows: counts add up, percentiles are those of all. */
  public Tick plus(Tick later) {
    Map<String, StreamTick> both = new LinkedHashMap<>();
    later.streams.forEach(one -> both.put(one.name(), one)); // these know the later order
    streams.forEach(one -> both.merge(one.name(), one, (after, before) -> before.plus(after)));
    double seconds = seconds();
    double all = seconds + later.seconds();
    return new Tick(
        startNanos,
        later.endNanos,
        List.copyOf(both.values()),
        later
            .chat
            .map(after -> chat.map(before -> before.plus(after)).orElse(after))
            .or(() -> chat),
        later.pool.map(after -> pool.map(after::worse).orElse(after)).or(() -> pool),
        expectedErrors + later.expectedErrors,
        unexpectedErrors + later.unexpectedErrors,
        (cpuPercent * seconds + later.cpuPercent * later.seconds()) / all);
  }
}
