package tidemark.target;

import java.time.Duration;
import tidemark.settings.Settings;

/**
 * What a {@link ChatServer} answers, and when.
 *
 * @param port 0 for a free one
 * @param token the Bearer token that chats must carry; empty for none
 * @param model its name, as answers have it
 * @param latency from the request's last byte to the answer, or to a stream's first token
 * @param tokens of each answer, unless the request asks for fewer; from 1
 * @param tokenInterval from one token of a stream to the next
 * @param text what the model says, over and over; each word is a token
 * @param errorRate share of chats that end in status 500, in percent
 * @param cutRate share of chats whose connection is closed halfway, in percent; both together are
 *     at most 100
 * @param seed which chats those are: the same ones each time, counted in the order of arrival
 * @param figures whether other processes may ask for its figures, at {@code /_figures}
 * @param stamps whether tokens are times in place of words: the first one says when the request had
 *     been read, each when it is about to be written, as {@link System#nanoTime()}
 */
public record ChatServerSettings(
    int port,
    String token,
    String model,
    Duration latency,
    int tokens,
    Duration tokenInterval,
    String text,
    double errorRate,
    double cutRate,
    long seed,
    boolean figures,
    boolean stamps) {

  /**
   * Reads the group {@code target.chat}.
   *
   * @throws tidemark.settings.SettingsException if the rates do not fit, or there is no text
   */
  public static ChatServerSettings from(Settings settings) {
    double errorRate = settings.decimal("target.chat.errorRate");
    double cutRate = settings.decimal("target.chat.cutRate");
    if (errorRate + cutRate > 100) {
      throw settings.refuse(
          "target.chat.cutRate", "at most 100 together with target.chat.errorRate");
    }
    String text = settings.text("target.chat.text");
    if (text.isBlank()) {
      throw settings.refuse("target.chat.text", "at least one word");
    }
    return new ChatServerSettings(
        settings.integer("target.chat.port"),
        settings.text("target.chat.token"),
        settings.text("target.chat.model"),
        settings.duration("target.chat.latency"),
        settings.integer("target.chat.tokens"),
        settings.duration("target.chat.tokenInterval"),
        text,
        errorRate,
        cutRate,
        settings.number("run.seed"),
        false,
        false);
  }

  /** The same, but with figures for other processes. */
  public ChatServerSettings withFigures() {
    return with(true, stamps);
  }

  /** The same, but with times in place of words. */
  public ChatServerSettings withStamps() {
    return with(figures, true);
  }

  private ChatServerSettings with(boolean newFigures, boolean newStamps) {
    return new ChatServerSettings(
        port,
        token,
        model,
        latency,
        tokens,
        tokenInterval,
        text,
        errorRate,
        cutRate,
        seed,
        newFigures,
        newStamps);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ChatServerSettings[" + model + ", " + latency + ", " + tokens + " tokens]";
  }
}
