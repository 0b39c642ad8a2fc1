package tidemark.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.record.AuditPart;

/** Collects what breaks an invariant: how many, and the first, the worst and the last of them. */
final class Findings {
  private long count;
  private long worstSize = -1;
  private @Nullable String first;
  private @Nullable String worst;
  private @Nullable String last;

  /**
   * One more.
   *
   * @param size how bad, 0 or more
   */
  void add(long size, String text) {
    count++;
    if (first == null) {
      first = text;
    }
    if (size > worstSize) {
      worstSize = size;
      worst = text;
    }
    last = text;
  }

  long count() {
    return count;
  }

  /** The audit's part of this name; ok if nothing was found. */
  AuditPart part(String name, Map<String, Object> figures) {
    Map<String, Object> all = new LinkedHashMap<>(figures);
    all.put("broken", count);
    if (first == null || worst == null || last == null) {
      return new AuditPart(name, true, all, List.of());
    }
    if (count == 1) {
      return new AuditPart(name, false, all, List.of(first));
    }
    return new AuditPart(
        name, false, all, List.of("first: " + first, "worst: " + worst, "last: " + last));
  }
}
