package tidemark.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidemark.record.GateRow;
import tidemark.record.Timeline;
import tidemark.record.Verdict;

/**
 * Everything that is known of a run at its end.
 *
 * @param simulation its simple name
 * @param started when it began
 * @param seed what drove its choices
 * @param failures why it failed, a line each; empty when it passed
 * @param gate the thresholds
 * @param database what happened at the database; empty when the run never got there
 * @param chat what happened to the chats; empty when there were none
 * @param cases what came of the cases; empty when there were none
 * @param generator how the load generator itself did; empty when nothing was measured
 * @param timeline how it went over its time
 * @param versions of Tidemark and what it runs on
 * @param folder the run's folder
 * @param gatlingReport Gatling's own report, if it will be there
 */
public record RunReport(
    String simulation,
    Instant started,
    long seed,
    List<String> failures,
    List<GateRow> gate,
    Optional<DatabaseReport> database,
    Optional<ChatReport> chat,
    Optional<CasesReport> cases,
    Optional<GeneratorReport> generator,
    Timeline timeline,
    Map<String, String> versions,
    Path folder,
    Optional<Path> gatlingReport) {

  public Verdict verdict() {
    return Verdict.of(failures.isEmpty());
  }
}
