package tidemark.run;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tidemark.run.scenario.Case;
import tidemark.settings.Settings;

/** Which cases of a list a run tries. */
final class CaseChoice {
  private static final String KEY = "run.cases";
  private static final String ALL = "all";

  private CaseChoice() {}

  /**
   * Those that {@code run.cases} names, in the list's order.
   *
   * @throws tidemark.settings.SettingsException if it names one that the list does not have
   */
  static List<Case> of(Settings settings, List<Case> all) {
    String text = settings.text(KEY).strip();
    if (text.equals(ALL)) {
      return all;
    }
    List<String> wanted = Arrays.stream(text.split(",")).map(String::strip).toList();
    List<String> known = all.stream().map(Case::name).toList();
    if (!known.containsAll(wanted)) {
      throw settings.refuse(
          KEY, known.stream().collect(Collectors.joining(", ", "all, or some of: ", "")));
    }
    return all.stream().filter(one -> wanted.contains(one.name())).toList();
  }
}
