package tidemark.workload;

import java.util.Locale;

/** The five roles that work on one bank. */
public enum Role {
  INSERTER,
  TRANSFERRER,
  READER,
  CHECKER,
  DELETER;

  /** True if its operations change something. */
  boolean writes() {
    return this != READER && this != CHECKER;
  }

  /** The name in settings, reports and summary. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
