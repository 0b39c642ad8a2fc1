package tidemark.run.forked;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What happened at the database.
 *
 * @param url without user and parameters
 * @param elapsedSeconds measured time
 * @param totalOps operations of all roles that changed or read something
 * @param expectedErrors those that concurrent work brings about, by category
 * @param unexpectedErrors all others
 */
public record DatabaseResult(
    String backend,
    String engine,
    String url,
    double elapsedSeconds,
    long totalOps,
    double opsPerSecond,
    long finalAccounts,
    Map<String, RoleResult> roles,
    Map<String, ErrorCount> expectedErrors,
    Map<String, ErrorCount> unexpectedErrors,
    AuditOutcome audit) {
  static DatabaseResult of(JsonNode json) {
    return new DatabaseResult(
        json.path("backend").asText(),
        json.path("engine").asText(),
        json.path("url").asText(),
        Json.number(json.path("elapsed_s")),
        json.path("total_ops").asLong(),
        Json.number(json.path("ops_per_second")),
        json.path("final_accounts").asLong(),
        Json.map(json.path("roles"), RoleResult::of),
        Json.map(json.path("errors").path("expected"), ErrorCount::of),
        Json.map(json.path("errors").path("unexpected"), ErrorCount::of),
        AuditOutcome.of(json.path("audit")));
  }

  /**
   * What a role did.
   *
   * @throws IllegalStateException if it did not work
   */
  public RoleResult role(String name) {
    RoleResult role = roles.get(name);
    if (role == null) {
      throw new IllegalStateException("no role " + name + " worked, but " + roles.keySet());
    }
    return role;
  }
}
