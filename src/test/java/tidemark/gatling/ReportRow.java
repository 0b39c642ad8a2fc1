package tidemark.gatling;

import org.jspecify.annotations.Nullable;

/**
 * A row that the closing user adds to Gatling's report, for an assertion to stand on.
 *
 * @param name the request name
 * @param ok OK or KO
 * @param seconds how long it took
 * @param message why it is KO
 */
public record ReportRow(String name, boolean ok, double seconds, @Nullable String message) {}
