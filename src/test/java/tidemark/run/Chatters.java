package tidemark.run;

import io.gatling.javaapi.core.PopulationBuilder;
import java.util.function.Function;
import tidemark.chat.ChatActionBuilder;
import tidemark.gatling.Stopper;

/** The users of a run who chat: when each comes, what it does, and when all have gone. */
interface Chatters {
  /** How many times it is told to the stopper that one has ended. */
  int ends();

  /**
   * All of them, each with one chat after another.
   *
   * @param chat what a user does again and again, with this name in the reports
   * @param stopper told when they have ended
   */
  PopulationBuilder population(
      String name, Function<String, ChatActionBuilder> chat, Stopper stopper);

  /**
   * The first of them is there.
   *
   * @param nowNanos {@link System#nanoTime()}
   * @return when the load begins, likewise
   */
  long begin(long nowNanos);

  /** One of them has ended. */
  void userEnded();

  /**
   * None has another chat.
   *
   * @return true if some could have had one until now
   */
  boolean close();

  /** Who are under way now; who waits for its turn is not. */
  int active();

  /** Most who were under way at one moment; who waits for its turn is not. */
  int mostActive();
}
