package tidemark.workload;

import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Gatling's feeder of new accounts: without end, the same for the same seed and branches. Gatling
 * asks it from one thread at a time.
 */
public final class AccountFeeder implements Iterator<Map<String, Object>> {
  /** The session attribute that a fed account is under. */
  public static final String ATTRIBUTE = "account";

  private final long seed;
  private final List<String> branches;
  private long lastId;

  /**
   * A feeder.
   *
   * @param branches names of the bank's branches, at least one
   */
  public AccountFeeder(long seed, List<String> branches) {
    this.seed = seed;
    this.branches = List.copyOf(branches);
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Map<String, Object> next() {
    lastId++;
    String branch = branches.get((int) (lastId % branches.size()));
    // Mixing keeps names unique and spreads them, so that new accounts sort among the old ones.
    String name = HexFormat.of().toHexDigits(Seeds.mix(lastId + Seeds.mix(seed))) + "-" + branch;
    return Map.of(ATTRIBUTE, new NewAccount(lastId, Account.named(name, seed)));
  }
}
