package tidemark.run;

import java.util.List;
import java.util.Optional;
import tidemark.gatling.ReportRow;
import tidemark.record.GateRow;
import tidemark.report.CasesReport;
import tidemark.report.ChatReport;
import tidemark.report.DatabaseReport;

/**
 * What a part of a run has to say.
 *
 * @param failures why the run fails by it, a line each, the thresholds left out
 * @param gate its thresholds
 * @param rows for Gatling's report, the thresholds left out
 */
record PartReport(
    List<String> failures,
    List<GateRow> gate,
    List<ReportRow> rows,
    Optional<DatabaseReport> database,
    Optional<ChatReport> chat,
    Optional<CasesReport> cases) {}
