package tidemark.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;
import tidemark.record.AuditPart;
import tidemark.record.AuditResult;
import tidemark.record.AuditRounds;
import tidemark.record.ErrorFigures;
import tidemark.record.PoolFigures;
import tidemark.record.RunFigures;
import tidemark.record.SeriesFigures;

/** The section {@code database} of the summary. */
final class DatabaseJson {
  private DatabaseJson() {}

  static ObjectNode of(DatabaseReport report) {
    RunFigures figures = report.figures();
    SeriesFigures all = figures.all();
    ObjectNode database = Summary.object();
    database.put("backend", report.backend());
    database.put("engine", report.engine());
    database.put("url", report.url());
    database.put("workers", report.workers());
    database.put("users", report.users());
    database.put("elapsed_s", Summary.decimal(figures.elapsedSeconds()));
    database.put("total_ops", all.operations());
    database.put("ops_per_second", Summary.decimal(figures.perSecond(all.operations())));
    database.put("final_accounts", report.accounts());
    ObjectNode roles = database.putObject("roles");
    report.rows().forEach(role -> roles.set(role, role(figures, figures.role(role))));
    ObjectNode requests = database.putObject("requests");
    figures.requests().forEach(one -> requests.set(one.request(), role(figures, one)));
    ObjectNode errors = database.putObject("errors");
    errors.set("expected", categories(figures.errors().expected()));
    errors.set("unexpected", categories(figures.errors().unexpected()));
    database.put("retries", all.retries());
    database.set("pool", pool(report.pool(), figures.acquire()));
    database.set("audit", audit(report.audit()));
    return database;
  }

  private static ObjectNode role(RunFigures run, SeriesFigures figures) {
    ObjectNode role = Summary.object();
    role.put("ops", figures.operations());
    role.put("ops_per_second", Summary.decimal(run.perSecond(figures.operations())));
    role.put("samples", figures.samples());
    role.put("refused", figures.refused());
    role.put("failed", figures.failures());
    role.put("unexpected", figures.unexpected());
    role.put("retries", figures.retries());
    if (figures.answered().getTotalCount() > 0) {
      role.set("latency_ms", LatencyJson.of(figures.answered()));
    }
    if (figures.failures() > 0) {
      role.set("failed_latency_ms", LatencyJson.of(figures.failed()));
    }
    return role;
  }

  private static ObjectNode categories(Map<String, ErrorFigures.Category> categories) {
    ObjectNode json = Summary.object();
    categories.forEach(
        (name, category) -> {
          ObjectNode one = json.putObject(name);
          one.put("count", category.count());
          ArrayNode samples = one.putArray("samples");
          category.samples().forEach(samples::add);
        });
    return json;
  }

  private static ObjectNode pool(PoolFigures pool, AbstractHistogram acquire) {
    ObjectNode json = Summary.object();
    json.put("max", pool.max());
    json.put("peak_active", pool.peakActive());
    json.put("peak_waiting", pool.peakWaiting());
    json.put("timeouts", pool.timeouts());
    json.set("acquire_ms", LatencyJson.of(acquire));
    return json;
  }

  private static ObjectNode rounds(AuditRounds rounds) {
    ObjectNode json = Summary.object();
    json.put("checks", rounds.done());
    json.put("unfinished", rounds.unfinished());
    json.put("broken", rounds.broken());
    json.put("seconds", Summary.decimal(rounds.seconds()));
    json.put("longest_s", Summary.decimal(rounds.longest()));
    ArrayNode findings = json.putArray("findings");
    rounds.findings().forEach(findings::add);
    return json;
  }

  private static ObjectNode audit(AuditResult audit) {
    ObjectNode json = Summary.object();
    json.put("ok", audit.ok());
    json.put("checks", audit.checks());
    json.put("seconds", Summary.decimal(audit.seconds()));
    json.set("during", rounds(audit.rounds()));
    if (!audit.problem().isEmpty()) {
      json.put("problem", audit.problem());
    }
    for (AuditPart part : audit.parts()) {
      ObjectNode one = json.putObject(part.name());
      one.put("ok", part.ok());
      part.figures().forEach((name, value) -> one.putPOJO(name, value));
      ArrayNode findings = one.putArray("findings");
      part.findings().forEach(findings::add);
    }
    return json;
  }
}
