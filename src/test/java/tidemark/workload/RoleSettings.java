package tidemark.workload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import tidemark.settings.Settings;

/**
 * How the roles work.
 *
 * @param seed drives every choice
 * @param users virtual users of each role, 0 or more
 * @param thinkTime mean pause between two operations; zero for none
 * @param accountsMax accounts above which inserts retire old ones; 0 without bound
 * @param batchSize accounts per insert, 1 or more
 * @param lockOrder how a transfer locks
 */
public record RoleSettings(
    long seed,
    Map<Role, Integer> users,
    Duration thinkTime,
    int accountsMax,
    int batchSize,
    LockOrder lockOrder) {

  /** Reads the group {@code db}. */
  public static RoleSettings from(Settings settings) {
    BigDecimal workers = BigDecimal.valueOf(settings.integer("db.workers"));
    Map<Role, Integer> users = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      // As written: in binary, 100 times 1.1 is a little above 110.
      BigDecimal weight = BigDecimal.valueOf(settings.decimal("db.weight." + role.id()));
      users.put(role, workers.multiply(weight).setScale(0, RoundingMode.CEILING).intValueExact());
    }
    if (users.values().stream().allMatch(count -> count == 0)) {
      throw settings.refuse("db.weight.inserter", "a weight above 0 for at least one role");
    }
    return new RoleSettings(
        settings.number("run.seed"),
        users,
        settings.duration("db.thinkTime"),
        settings.integer("db.accountsMax"),
        settings.integer("db.batchSize"),
        LockOrder.valueOf(settings.text("db.lockOrder").toUpperCase(Locale.ROOT)));
  }

  /** Users of all roles together. */
  public int allUsers() {
    return users.values().stream().mapToInt(Integer::intValue).sum();
  }
}
