package tidemark.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tidemark.chat.ChatBody;
import tidemark.chat.JsonBody;
import tidemark.chat.StreamChoice;
import tidemark.chat.TemplateBody;
import tidemark.load.Step;
import tidemark.record.ChatLoad;
import tidemark.record.ChatSlo;
import tidemark.settings.Settings;

/**
 * Whom a run chats with, how much and how.
 *
 * @param check true to ask before load whether the backend is up
 * @param model that is asked for; may be empty
 * @param streamPercent share of requests that stream, 0 to 100
 * @param load how many users chat, and how long each of them does; with steps, in the largest
 * @param requests of all users together, in all steps; this or the duration is there, or both
 * @param duration how long requests start, after the warm-up; with steps, in each of them
 * @param steps in which the number of users grows; empty if it does not
 * @param timeout of a whole request
 * @param firstTokenTimeout of a stream until its first token
 * @param silenceTimeout of a stream from one token to the next
 * @param slo what a good request has to hold
 * @param freshConnections true for one connection a request
 * @param responseMaxChars how much is kept of an answer, 0 or more
 */
record ChatSettings(
    ChatEndpoint endpoint,
    boolean check,
    ChatBody body,
    String model,
    int streamPercent,
    ChatLoad load,
    Optional<Long> requests,
    Optional<Duration> duration,
    List<Step> steps,
    Duration warmup,
    Duration timeout,
    Optional<Duration> firstTokenTimeout,
    Optional<Duration> silenceTimeout,
    ChatSlo slo,
    boolean freshConnections,
    int responseMaxChars) {
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * Reads the group {@code chat}, but for its prompts.
   *
   * @throws tidemark.settings.SettingsException if the keys do not go together
   */
  static ChatSettings from(Settings settings) {
    List<Step> steps = StepSettings.from(settings);
    Optional<Long> requests =
        steps.isEmpty()
            ? settings.unless("none", "chat.requests", Long.class)
            : steps.get(0).requests().map(each -> each * steps.size());
    Optional<Duration> duration = time(settings, "chat.duration");
    if (requests.isEmpty() && duration.isEmpty()) {
      throw settings.refuse("chat.requests", "a number, or a time in chat.duration, or both");
    }
    ChatLoad load =
        ChatLoadSettings.from(
            settings, steps.stream().map(Step::users).reduce((smaller, larger) -> larger));
    Duration warmup = Warmup.of(settings, requests.isPresent());
    if (duration.isPresent() && load.ramp().compareTo(warmup.plus(duration.get())) > 0) {
      throw settings.refuse("chat.ramp", "at most the run: load.warmup and chat.duration");
    }
    return new ChatSettings(
        ChatEndpoint.from(settings),
        settings.flag("chat.check"),
        settings.text("chat.body").isBlank()
            ? JsonBody.from(settings)
            : TemplateBody.from(settings),
        settings.text("chat.model"),
        StreamChoice.from(settings).percent(),
        load,
        requests,
        duration,
        steps,
        warmup,
        settings.duration("chat.timeout"),
        time(settings, "chat.firstTokenTimeout"),
        time(settings, "chat.silenceTimeout"),
        ChatSlo.of(
            millis(settings, "chat.slo.ttftMillis"),
            millis(settings, "chat.slo.tpotMillis"),
            millis(settings, "chat.slo.e2eMillis")),
        settings.text("chat.connections").equals("fresh"),
        settings.integer("chat.responseMaxChars"));
  }

  private static Optional<Duration> time(Settings settings, String key) {
    return settings.unless("none", key, Duration.class);
  }

  private static Optional<Duration> millis(Settings settings, String key) {
    return settings
        .unless("none", key, Double.class)
        .map(millis -> Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI)));
  }
}
