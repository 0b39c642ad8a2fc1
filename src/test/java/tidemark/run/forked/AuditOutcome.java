package tidemark.run.forked;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the audits found.
 *
 * @param ok true if every invariant held each time
 * @param checks how many audits there were
 * @param problem why the last one could not be done; empty when it was
 * @param parts of the last one, by name: {@code money}, {@code acknowledged}, ...
 */
public record AuditOutcome(boolean ok, int checks, String problem, Map<String, AuditedPart> parts) {
  private static final String ROUNDS = "during";

  static AuditOutcome of(JsonNode json) {
    Map<String, AuditedPart> parts = new LinkedHashMap<>();
    json.properties()
        .forEach(
            one -> {
              if (one.getValue().isObject() && !one.getKey().equals(ROUNDS)) {
                parts.put(one.getKey(), AuditedPart.of(one.getValue()));
              }
            });
    return new AuditOutcome(
        json.path("ok").asBoolean(),
        json.path("checks").asInt(),
        json.path("problem").asText(),
        Map.copyOf(parts));
  }

  /**
   * A part of the last audit.
   *
   * @throws IllegalStateException if there is none of this name
   */
  public AuditedPart part(String name) {
    AuditedPart part = parts.get(name);
    if (part == null) {
      throw new IllegalStateException("no part " + name + " in the audit: " + problem);
    }
    return part;
  }
}
