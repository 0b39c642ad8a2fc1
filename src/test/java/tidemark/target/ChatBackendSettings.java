package tidemark.target;

import java.time.Duration;
import java.util.Optional;
import tidemark.settings.Settings;

/**
 * What a {@link ChatBackend} answers, and when.
 *
 * @param port 0 for a free one
 * @param token the Bearer token that chats must carry; empty for none
 * @param model its name, as answers have it
 * @param latency from the request's last byte to the answer, or to a stream's first token
 * @param tokens of each answer, unless the request asks for fewer; from 1
 * @param tokenInterval from one token of a stream to the next
 * @param text what the model says, over and over; each word is a token
 * @param errorRate share of chats that end in status 500, in percent
 * @param cutRate share of chats whose connection is closed halfway, in percent
 * @param limitRate share of chats that end in status 429, in percent; all three together are at
 *     most 100
 * @param retryAfter what a client is told then, in whole seconds
 * @param capacity chats that the model works on at once; empty for any number
 * @param queue chats that may wait for it; empty for any number
 * @param hideFailures true to answer a chat that could not be stored as if it were
 * @param seed which chats those are: the same ones each time, counted in the order of arrival
 * @param stamps whether tokens are times in place of words: the first one says when the request had
 *     been read, each when it is about to be written, as {@link System#nanoTime()}
 */
public record ChatBackendSettings(
    int port,
    String token,
    String model,
    DrawnTime latency,
    int tokens,
    DrawnTime tokenInterval,
    String text,
    double errorRate,
    double cutRate,
    double limitRate,
    Duration retryAfter,
    Optional<Integer> capacity,
    Optional<Integer> queue,
    boolean hideFailures,
    long seed,
    boolean stamps) {

  /**
   * Reads the group {@code target.chat}.
   *
   * @throws tidemark.settings.SettingsException if the rates do not fit, or there is no text
   */
  public static ChatBackendSettings from(Settings settings) {
    String text = settings.text("target.chat.text");
    if (text.isBlank()) {
      throw settings.refuse("target.chat.text", "at least one word");
    }
    ChatBackendSettings read =
        new ChatBackendSettings(
            settings.integer("target.chat.port"),
            settings.text("target.chat.token"),
            settings.text("target.chat.model"),
            DrawnTime.from(settings, "target.chat.latency"),
            settings.integer("target.chat.tokens"),
            DrawnTime.from(settings, "target.chat.tokenInterval"),
            text,
            settings.decimal("target.chat.errorRate"),
            settings.decimal("target.chat.cutRate"),
            settings.decimal("target.chat.limitRate"),
            settings.duration("target.chat.retryAfter"),
            count(settings, "target.chat.capacity"),
            count(settings, "target.chat.queue"),
            settings.flag("target.chat.hideFailures"),
            settings.number("run.seed"),
            false);
    if (read.troubleRate() > 100) {
      throw settings.refuse(
          "target.chat.cutRate",
          "at most 100 together with target.chat.errorRate and target.chat.limitRate");
    }
    return read;
  }

  private static Optional<Integer> count(Settings settings, String key) {
    return settings.unless("none", key, Long.class).map(Math::toIntExact);
  }

  /** One that answers at once. */
  public static ChatBackendSettings prompt(String model, int tokens, String text) {
    DrawnTime atOnce = DrawnTime.always(Duration.ZERO);
    return new ChatBackendSettings(
        0,
        "",
        model,
        atOnce,
        tokens,
        atOnce,
        text,
        0,
        0,
        0,
        Duration.ZERO,
        Optional.empty(),
        Optional.empty(),
        false,
        0,
        false);
  }

  /** Share of chats that do not end well, in percent. */
  double troubleRate() {
    return errorRate + cutRate + limitRate;
  }

  /** The same, but with times in place of words. */
  public ChatBackendSettings withStamps() {
    return new ChatBackendSettings(
        port,
        token,
        model,
        latency,
        tokens,
        tokenInterval,
        text,
        errorRate,
        cutRate,
        limitRate,
        retryAfter,
        capacity,
        queue,
        hideFailures,
        seed,
        true);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ChatBackendSettings[" + model + ", " + latency.median() + ", " + tokens + " tokens]";
  }
}
