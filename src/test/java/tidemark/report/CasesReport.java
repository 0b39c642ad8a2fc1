package tidemark.report;

import java.util.List;
import tidemark.record.ScenarioResult;

/**
 * What came of a run's cases.
 *
 * @param backend {@code sqlite} or {@code postgresql}
 * @param version of the database
 * @param url without user info and parameters
 * @param cases in the order in which they were tried
 */
public record CasesReport(String backend, String version, String url, List<ScenarioResult> cases) {}
