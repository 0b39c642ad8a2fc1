package tidemark.workload;

import java.util.Locale;

/** The five roles that work on one bank. */
public enum Role {
  INSERTER,
  TRANSFERRER,
  READER,
  CHECKER,
  DELETER;

  /** The name in settings, reports and summary. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
