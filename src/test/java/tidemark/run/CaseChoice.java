package tidemark.run;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.WithLimit;
import tidemark.settings.Settings;

/** Which cases of a list a run tries. */
final class CaseChoice {
  private static final String KEY = "run.cases";
  private static final String LIMIT = "run.caseLimit";
  private static final String ALL = "all";
  private static final List<String> GROUPS = List.of("connection", "memory", "disk", "commit");

  private CaseChoice() {}

  /**
   * Those that {@code run.cases} names, each by itself or by its group, in the list's order and
   * within the limit that is set. So that one choice may serve several simulations, a group that
   * the list does not have chooses nothing.
   *
   * @throws tidemark.settings.SettingsException if it names what nobody knows, or none of the list
   */
  static List<Case> of(Settings settings, List<Case> all) {
    return settings
        .unless("auto", LIMIT, Duration.class)
        .map(limit -> limited(limit, chosen(settings, all)))
        .orElseGet(() -> chosen(settings, all));
  }

  private static List<Case> limited(Duration limit, List<Case> cases) {
    return cases.stream().<Case>map(one -> new WithLimit(one, limit)).toList();
  }

  private static List<Case> chosen(Settings settings, List<Case> all) {
    String text = settings.text(KEY).strip();
    if (text.equals(ALL)) {
      return all;
    }
    Set<String> wanted =
        Arrays.stream(text.split(",")).map(String::strip).collect(Collectors.toSet());
    List<String> here = Stream.concat(groups(all), all.stream().map(Case::name)).toList();
    List<Case> chosen =
        all.stream()
            .filter(one -> wanted.contains(one.name()) || wanted.contains(one.group()))
            .toList();
    if (chosen.isEmpty() || !known(here).containsAll(wanted)) {
      throw settings.refuse(KEY, here.stream().collect(joining(", ", "all, or some of: ", "")));
    }
    return chosen;
  }

  private static Stream<String> groups(List<Case> cases) {
    return GROUPS.stream()
        .filter(group -> cases.stream().anyMatch(one -> one.group().equals(group)));
  }

  private static Set<String> known(List<String> here) {
    return Stream.concat(GROUPS.stream(), here.stream()).collect(Collectors.toSet());
  }
}
