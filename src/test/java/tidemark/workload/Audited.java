package tidemark.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.record.AuditPart;
import tidemark.record.AuditResult;

/** An audit's result, as a test asks it. */
record Audited(AuditResult result) {
  boolean ok() {
    return result.ok();
  }

  /** Names of the invariants that do not hold. */
  List<String> broken() {
    return result.parts().stream().filter(part -> !part.ok()).map(AuditPart::name).toList();
  }

  /** What it says of one invariant: the first, the worst and the last case. */
  List<String> findings(String part) {
    return part(part).findings();
  }

  /** Something it counted. */
  @Nullable Object figure(String part, String name) {
    return part(part).figures().get(name);
  }

  private AuditPart part(String name) {
    return result.parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
