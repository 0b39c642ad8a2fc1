package tidemark.target;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The chats that the model works on at the same time. Others wait in line, as long as there is room
 * in it. Thread-safe.
 */
final class Seats {
  /** Who wants a seat. */
  interface Guest {
    /** Has one; called on any thread. */
    void seated();
  }

  private final int seats;
  private final int places;
  private final Deque<Guest> line = new ArrayDeque<>();
  private int taken;

  /**
   * All seats free.
   *
   * @param seats from 1
   * @param places in the line, from 0
   */
  Seats(int seats, int places) {
    this.seats = seats;
    this.places = places;
  }

  /**
   * Takes a seat.
   *
   * @param guest told before this returns, or later, on the thread of whoever leaves
   * @return false if there is neither a seat nor a place in the line
   */
  boolean enter(Guest guest) {
    synchronized (this) {
      if (taken == seats) {
        return line.size() < places && line.add(guest);
      }
      taken++;
    }
    guest.seated();
    return true;
  }

  /** Gives up waiting; does nothing for one that does not wait. */
  synchronized void giveUp(Guest guest) {
    line.remove(guest);
  }

  /** Leaves a seat, to the next in line. */
  void leave() {
    Guest next;
    synchronized (this) {
      next = line.poll();
      if (next == null) {
        taken--;
      }
    }
    if (next != null) {
      next.seated();
    }
  }
}
