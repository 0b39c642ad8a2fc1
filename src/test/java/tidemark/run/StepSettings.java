package tidemark.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tidemark.load.Step;
import tidemark.settings.Settings;

/** Reads in which steps the load of a run grows. */
final class StepSettings {
  private static final String NONE = "none";
  private static final String STEPS = "chat.steps";
  private static final String STEP_REQUESTS = "chat.stepRequests";
  private static final String ALLOWED =
      "none, or at most 50 numbers of users from 1 to 100000, each greater than the one before:"
          + " 50,100,150";
  private static final int MOST_STEPS = 50;
  private static final int MOST_USERS = 100_000;

  private StepSettings() {}

  /**
   * The steps of a run, the warm-up left out; empty if its load does not grow in steps.
   *
   * @throws tidemark.settings.SettingsException if the keys do not go together
   */
  static List<Step> from(Settings settings) {
    String text = settings.text(STEPS).strip();
    Optional<Long> inAll = settings.unless(NONE, "chat.requests", Long.class);
    Optional<Long> requests = settings.unless(NONE, STEP_REQUESTS, Long.class);
    Optional<Duration> time = settings.unless(NONE, "chat.duration", Duration.class);
    if (text.equals(NONE)) {
      if (requests.isPresent() && inAll.isEmpty() && time.isEmpty()) {
        throw settings.refuse(STEPS, "users of each step; or chat.requests or chat.duration too");
      }
      if (requests.isPresent()) {
        throw settings.refuse(STEP_REQUESTS, "none without chat.steps");
      }
      return List.of();
    }
    if (settings.unless(NONE, "chat.rate", Double.class).isPresent()) {
      throw settings.refuse(
          "chat.rate", "none while chat.steps are given, which say how many chat");
    }
    if (!settings.duration("chat.ramp").isZero()) {
      throw settings.refuse("chat.ramp", "0 while chat.steps are given");
    }
    if (inAll.isPresent()) {
      throw settings.refuse(
          "chat.requests",
          "none while chat.steps are given: chat.stepRequests are those of a step");
    }
    if (requests.isEmpty() && time.isEmpty()) {
      throw settings.refuse(
          STEP_REQUESTS, "a number, or a time for each step in chat.duration, or both");
    }
    List<Integer> all = users(settings, text);
    int most = all.get(all.size() - 1);
    if (requests.filter(each -> each < most).isPresent()) {
      throw settings.refuse(
          STEP_REQUESTS,
          "at least a request for each user of the largest step, %d".formatted(most));
    }
    return all.stream().map(users -> Step.of(users, requests, time)).toList();
  }

  private static List<Integer> users(Settings settings, String text) {
    List<Integer> all = new ArrayList<>();
    try {
      Arrays.stream(text.split(",", -1)).map(String::strip).map(Integer::valueOf).forEach(all::add);
    } catch (NumberFormatException e) {
      throw settings.refuse(STEPS, ALLOWED);
    }
    int before = 0;
    for (int users : all) {
      if (users <= before || users > MOST_USERS || all.size() > MOST_STEPS) {
        throw settings.refuse(STEPS, ALLOWED);
      }
      before = users;
    }
    return all;
  }
}
