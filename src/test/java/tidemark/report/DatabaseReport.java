package tidemark.report;

import java.util.List;
import java.util.stream.Stream;
import tidemark.record.AuditResult;
import tidemark.record.PoolFigures;
import tidemark.record.RunFigures;
import tidemark.record.SeriesFigures;
import tidemark.record.TurnFigures;
import tidemark.record.WaitFigures;

/**
 * What happened at the database.
 *
 * @param backend {@code sqlite} or {@code postgresql}
 * @param version of the database
 * @param engine {@code jdbc} or {@code async}
 * @param url without user info and parameters
 * @param workers as set
 * @param users virtual users of all roles together
 * @param roles their names, in order
 * @param figures samples and errors
 * @param accounts accounts at the end
 * @param pool the connection pool
 * @param turns what each engine has done in its turns; empty where there is one engine only
 * @param waits what was waited for
 * @param audit the last audit
 */
public record DatabaseReport(
    String backend,
    String version,
    String engine,
    String url,
    int workers,
    int users,
    List<String> roles,
    RunFigures figures,
    long accounts,
    PoolFigures pool,
    List<TurnFigures> turns,
    WaitFigures waits,
    AuditResult audit) {

  /** The roles in order, then whoever else worked on the database: each has its figures. */
  List<String> rows() {
    return Stream.concat(roles.stream(), figures.requests().stream().map(SeriesFigures::role))
        .distinct()
        .toList();
  }
}
