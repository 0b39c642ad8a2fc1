package tidemark.run;

import java.util.LinkedHashSet;
import java.util.Set;
import tidemark.settings.Redacted;
import tidemark.settings.Settings;

/** Work that destroys is done by whoever asks for it, on a target that was named twice. */
final class DestructiveSwitch {
  private static final String SWITCH = "run.destructive";
  private static final String TARGET = "run.destructiveTarget";

  private DestructiveSwitch() {}

  /**
   * Looks whether that is so.
   *
   * @throws tidemark.settings.SettingsException if it is not
   */
  static void require(Settings settings, DatabaseSettings database) {
    if (!settings.flag(SWITCH)) {
      throw settings.refuse(SWITCH, "true, for a simulation that is destructive");
    }
    if (!database.embedded() && !isNamed(settings, database)) {
      throw settings.refuse(
          TARGET,
          "what is to be destroyed, named again: "
              + String.join(" or ", names(Redacted.url(database.url()))));
    }
  }

  private static boolean isNamed(Settings settings, DatabaseSettings database) {
    return names(Redacted.url(database.url())).contains(settings.text(TARGET).strip());
  }

  /** True if nobody else has a use for that database, or it may be taken from them. */
  static boolean takesAll(Settings settings, DatabaseSettings database) {
    return database.embedded() || (settings.flag(SWITCH) && isNamed(settings, database));
  }

  /** The URL, and what in it says where: host and database, or the file. */
  private static Set<String> names(String url) {
    Set<String> names = new LinkedHashSet<>();
    names.add(url);
    names.add(url.replaceFirst("^jdbc:postgresql:(//)?|^jdbc:sqlite:(file:)?", ""));
    return names;
  }
}
