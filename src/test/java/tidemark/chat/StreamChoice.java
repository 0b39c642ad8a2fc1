package tidemark.chat;

import java.util.concurrent.atomic.AtomicLong;
import tidemark.settings.Settings;

/**
 * Which requests ask for a stream: so many of each hundred, spread evenly, the same in every run.
 * Thread-safe.
 */
public final class StreamChoice {
  private static final int ALL = 100;

  private final int percent;
  private final AtomicLong asked = new AtomicLong();

  /**
   * A choice that begins with the first request.
   *
   * @param percent how many of each hundred requests stream, 0 to 100
   */
  public StreamChoice(int percent) {
    this.percent = percent;
  }

  /** As {@code chat.streamPercent} says, or without it {@code chat.stream}. */
  public static StreamChoice from(Settings settings) {
    return new StreamChoice(
        settings
            .unless("none", "chat.streamPercent", Long.class)
            .map(Math::toIntExact)
            .orElse(settings.flag("chat.stream") ? ALL : 0));
  }

  public int percent() {
    return percent;
  }

  /** True if the next request is to stream. */
  public boolean next() {
    return streams(asked.getAndIncrement());
  }

  /** True if the request of this number, from 0 on, is to stream. */
  boolean streams(long number) {
    return (number + 1) * percent / ALL > number * percent / ALL;
  }
}
