package tidemark.record;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one chat has to hold to count as good, in nanoseconds. Limits on the time to first token and
 * the time per output token are for streams only.
 *
 * @param ttftNanos longest time to first token
 * @param tpotNanos longest time per output token
 * @param e2eNanos longest time end to end
 */
public record ChatSlo(OptionalLong ttftNanos, OptionalLong tpotNanos, OptionalLong e2eNanos) {
  /** Asks for nothing. */
  public static final ChatSlo NONE = of(Optional.empty(), Optional.empty(), Optional.empty());

  /** Of these limits; an empty one is none. */
  public static ChatSlo of(
      Optional<Duration> ttft, Optional<Duration> tpot, Optional<Duration> e2e) {
    return new ChatSlo(nanos(ttft), nanos(tpot), nanos(e2e));
  }

  private static OptionalLong nanos(Optional<Duration> limit) {
    return limit.map(time -> OptionalLong.of(time.toNanos())).orElseGet(OptionalLong::empty);
  }

  /** True if any limit is given. */
  public boolean given() {
    return ttftNanos.isPresent() || tpotNanos.isPresent() || e2eNanos.isPresent();
  }

  /** True if the chat went well and holds every limit that applies to it. */
  boolean metBy(ChatSample sample) {
    if (sample.failed() || !within(sample.latencyNanos(), e2eNanos)) {
      return false;
    }
    if (!sample.streamed()) {
      return true;
    }
    boolean begun = sample.firstTokenNanos() != ChatSample.NEVER;
    return (begun || ttftNanos.isEmpty())
        && within(sample.ttftNanos(), ttftNanos)
        && within(sample.tpotNanos(), tpotNanos);
  }

  /** What there is not, breaks no limit. */
  private static boolean within(long nanos, OptionalLong limit) {
    return limit.isEmpty() || nanos == ChatSample.NEVER || nanos <= limit.getAsLong();
  }
}
