package tidemark.record;

import java.time.Duration;
import java.util.Optional;

/**
 * How many users chat, and how long each of them does: either so many at the same time, or so many
 * that arrive in a second, however many are still about.
 *
 * @param vus virtual users at the same time, 1 or more; empty where they arrive
 * @param rate users who arrive in a second, above 0; empty where their number is given
 * @param poisson whether arrivals are at random, and not at even gaps
 * @param ramp how long the load grows from nothing
 * @param turns most requests of one conversation, 1 or more
 * @param thinkTime mean pause of a user between two requests
 */
public record ChatLoad(
    Optional<Integer> vus,
    Optional<Double> rate,
    boolean poisson,
    Duration ramp,
    int turns,
    Duration thinkTime) {

  /** So many users who are there at once and ask one thing at a time. */
  public static ChatLoad of(int vus) {
    return new ChatLoad(Optional.of(vus), Optional.empty(), false, Duration.ZERO, 1, Duration.ZERO);
  }

  /** True if users arrive, whatever becomes of those before them. */
  public boolean open() {
    return rate.isPresent();
  }

  /** How they arrive. */
  public String arrivals() {
    return poisson ? "poisson" : "constant";
  }
}
