package tidemark.run;

import java.time.Duration;
import java.util.Optional;
import tidemark.record.ChatLoad;
import tidemark.settings.Settings;

/** Reads how many users chat, and how long each of them does. */
final class ChatLoadSettings {
  private static final String VUS = "chat.vus";
  private static final String RATE = "chat.rate";
  private static final String ARRIVALS = "chat.arrivals";
  private static final String THINK_TIME = "chat.thinkTime";

  private ChatLoadSettings() {}

  /**
   * Reads the keys.
   *
   * @param most users of the largest step; empty if load does not grow in steps
   * @throws tidemark.settings.SettingsException if they contradict each other
   */
  static ChatLoad from(Settings settings, Optional<Integer> most) {
    Optional<Integer> vus =
        most.or(() -> settings.unless("none", VUS, Long.class).map(Math::toIntExact));
    Optional<Double> rate = settings.unless("none", RATE, Double.class);
    if (vus.isPresent() && rate.isPresent()) {
      throw settings.refuse(VUS, "none with chat.rate, which lets in as many as arrive");
    }
    if (vus.isEmpty() && rate.isEmpty()) {
      throw settings.refuse(VUS, "a number, or users per second in chat.rate");
    }
    if (rate.isEmpty() && !settings.text(ARRIVALS).equals("auto")) {
      throw settings.refuse(ARRIVALS, "auto without chat.rate");
    }
    int turns = settings.integer("chat.turns");
    Duration thinkTime = settings.duration(THINK_TIME);
    if (rate.isPresent() && turns == 1 && !thinkTime.isZero()) {
      throw settings.refuse(
          THINK_TIME, "0 with chat.rate and a single turn, after which the user is gone");
    }
    return new ChatLoad(
        vus,
        rate,
        settings.text(ARRIVALS).equals("poisson"),
        settings.duration("chat.ramp"),
        turns,
        thinkTime);
  }
}
