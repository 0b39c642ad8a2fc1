package tidemark.record;

import java.time.Duration;

/**
 * When each of several has its turn: one after the other in the first round, in the opposite order
 * in the second, so that what grows or slows down with time favours nobody.
 *
 * @param takers who take turns, 1 or more; each is known by its number, from 0
 * @param rounds how often each has its turn, 1 or more
 * @param turn how long that is
 * @param settle the time at the begin of a turn that is in no figure: what the one before has begun
 *     ends in it
 */
public record Turns(int takers, int rounds, Duration turn, Duration settle) {
  public static final int NOBODY = -1;

  /** Turns of all. */
  public int count() {
    return takers * rounds;
  }

  public Duration length() {
    return turn.multipliedBy(count());
  }

  /** The measured part of one. */
  public Duration measured() {
    return turn.minus(settle);
  }

  /** Who has a turn, counted from 0. */
  public int taker(int number) {
    int place = number % takers;
    return number / takers % 2 == 0 ? place : takers - 1 - place;
  }

  /**
   * To whom a moment belongs; {@link #NOBODY} outside the turns and while they settle.
   *
   * @param sinceNanos since the begin of the first turn
   */
  public int measuredAt(long sinceNanos) {
    long number = Math.floorDiv(sinceNanos, turn.toNanos());
    boolean settled = Math.floorMod(sinceNanos, turn.toNanos()) >= settle.toNanos();
    return number >= 0 && number < count() && settled ? taker((int) number) : NOBODY;
  }
}
