package tidemark.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidemark.settings.Settings;

/**
 * The thresholds of a run's roles.
 *
 * @param errorRatePercent highest share of failed operations, 0 to 100
 * @param p95Millis highest 95th percentile of all roles together
 * @param roleP95Millis the same by role, for roles that have one
 */
public record GateSettings(
    Optional<Double> errorRatePercent,
    Optional<Double> p95Millis,
    Map<String, Double> roleP95Millis) {

  /**
   * Reads the group {@code gate}.
   *
   * @throws tidemark.settings.SettingsException if a role has a threshold but no users
   */
  public static GateSettings from(Settings settings, List<String> roles) {
    Map<String, Double> ofRoles = new LinkedHashMap<>();
    for (String role : roles) {
      String key = "gate.roles." + role + ".p95Millis";
      Optional<Double> limit = settings.unless("none", key, Double.class);
      String weight = "db.weight." + role;
      if (limit.isPresent() && settings.decimal(weight) == 0) {
        throw settings.refuse(key, "none while " + weight + " is 0");
      }
      limit.ifPresent(millis -> ofRoles.put(role, millis));
    }
    return new GateSettings(
        settings.unless("none", "gate.errorRatePercent", Double.class),
        settings.unless("none", "gate.p95Millis", Double.class),
        ofRoles);
  }

  /** The names of the rows that {@link Gate} will have, known before the run. */
  public List<String> rowNames() {
    List<String> names = new java.util.ArrayList<>();
    errorRatePercent.ifPresent(limit -> names.add(Gate.ERROR_RATE));
    p95Millis.ifPresent(limit -> names.add(Gate.P95));
    roleP95Millis.keySet().forEach(role -> names.add(Gate.P95 + " " + role));
    return names;
  }
}
