package tidemark.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import tidemark.record.LockWaitFigures;
import tidemark.record.SessionFigures;
import tidemark.record.WaitFigures;

/** The section {@code attribution} of the summary. */
final class AttributionJson {
  private static final double NANOS_PER_MILLI = 1e6;

  private AttributionJson() {}

  static ObjectNode of(DatabaseReport database, Optional<Attribution> attribution) {
    ObjectNode json = Summary.object();
    attribution.ifPresent(one -> chats(json, one));
    ObjectNode waits = json.putObject("waits");
    waits.set("acquire_ms", LatencyJson.of(database.figures().acquire()));
    WaitFigures seen = database.waits();
    if (seen.sessions().isPresent()) {
      sessions(waits.putObject("postgresql"), seen.sessions().get());
    } else {
      locks(waits, seen.locks());
    }
    return json;
  }

  private static void chats(ObjectNode json, Attribution one) {
    json.put("chats", one.chats());
    json.put("latency_p95_ms", Summary.decimal(one.latency()));
    json.put("database_percent", Summary.decimal(one.percent(one.database())));
    json.put("model_percent", Summary.decimal(one.percent(one.model())));
    json.put("elsewhere_percent", Summary.decimal(one.percent(one.elsewhere())));
    json.put("database_ms", Summary.decimal(one.database()));
    json.put("connection_ms", Summary.decimal(one.connection()));
    json.put("model_ms", Summary.decimal(one.model()));
  }

  private static void locks(ObjectNode json, LockWaitFigures locks) {
    json.put("lock_waits", locks.waits());
    json.put("busy_retries", locks.retries());
    json.put("lock_wait_ms", Summary.decimal(locks.nanos() / NANOS_PER_MILLI));
  }

  private static void sessions(ObjectNode json, SessionFigures sessions) {
    json.put("samples", sessions.samples());
    json.put("sessions", Summary.decimal(sessions.atOnce()));
    ObjectNode percent = json.putObject("percent");
    sessions.seen().keySet().stream()
        .sorted()
        .forEach(what -> percent.put(what, Summary.decimal(sessions.percent(what))));
  }
}
