package tidemark.bench;

import java.util.EnumMap;
import java.util.Map;
import tidemark.workload.Role;

/** What is to be done, on a bank that is filled before. */
enum Work {
  /** One transfer after the other between the first 50 of 100 rich accounts, lower id first. */
  TRANSFER("transfer", 100, 0) {
    @Override
    int users(Role role) {
      return role == Role.TRANSFERRER ? 15 : 0;
    }
  },

  /** All five roles at once on a bank that has its size. */
  ROLES("five roles", 10_000, 10_000) {
    @Override
    int users(Role role) {
      return 3;
    }
  };

  /** What a run has by default: 3 workers x 5 + 5. */
  static final int CONNECTIONS = 20;

  static final int RETRIES = 3;
  static final int BATCH = 20;
  static final long SEED = 1;

  private final String label;
  private final int accounts;
  private final int accountsMax;

  Work(String label, int accounts, int accountsMax) {
    this.label = label;
    this.accounts = accounts;
    this.accountsMax = accountsMax;
  }

  /** As it stands in tables. */
  String label() {
    return label;
  }

  /** Users of a role, at once. */
  abstract int users(Role role);

  Map<Role, Integer> users() {
    Map<Role, Integer> users = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      users.put(role, users(role));
    }
    return users;
  }

  /** Accounts that are there from the start. */
  int accounts() {
    return accounts;
  }

  /** Accounts above which an insert retires old ones; 0 without bound. */
  int accountsMax() {
    return accountsMax;
  }
}
