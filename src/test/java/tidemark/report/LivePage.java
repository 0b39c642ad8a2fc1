package tidemark.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;
import tidemark.record.RunHeader;
import tidemark.record.RunPhase;
import tidemark.record.Snapshot;
import tidemark.record.Tick;
import tidemark.settings.Setting;

/** The report's page while the run goes on, and what keeps it up to date. Thread-safe. */
public final class LivePage {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Page page = new Page(Page.Source.ITS_SERVER);
  private final RunHeader header;
  private final long seed;
  private final List<Setting> settings;
  private final Supplier<RunReport> end;

  /**
   * @param settings of the run, as they may be shown
   * @param end the report, asked for when the run is over
   */
  public LivePage(RunHeader header, long seed, List<Setting> settings, Supplier<RunReport> end) {
    this.header = header;
    this.seed = seed;
    this.settings = settings;
    this.end = end;
  }

  /** The whole page. */
  public String html(Snapshot run) {
    ObjectNode json = known(run);
    json.set("timeline", TimelineJson.of(run.timeline()));
    json.set("settings", PageJson.settings(settings));
    return page.of(PageJson.bounded(json));
  }

  /** What is new after a moment, as JSON on one line. */
  public String since(Snapshot run, long nanos) {
    ObjectNode json = known(run);
    json.set("timeline", TimelineJson.since(run.timeline(), nanos));
    return PageJson.bounded(json).toString();
  }

  private ObjectNode known(Snapshot run) {
    ObjectNode json = Summary.object();
    if (run.phase() == RunPhase.OVER) {
      json.set("summary", Summary.json(end.get()));
      json.set("distribution", DistributionJson.of(end.get()));
    } else {
      json.set("summary", LiveSummary.of(header, seed, run));
      json.set("distribution", DistributionJson.of(run));
    }
    json.set("errors", PageJson.errors(run.recent()));
    json.set("live", run.phase() == RunPhase.OVER ? null : live(run));
    return json;
  }

  private static ObjectNode live(Snapshot run) {
    ObjectNode json = Summary.object();
    json.put("phase", run.phase().name().toLowerCase(java.util.Locale.ROOT));
    json.put("seconds", run.nanos() / NANOS_PER_SECOND);
    run.plannedNanos().ifPresent(planned -> json.put("planned_s", planned / NANOS_PER_SECOND));
    json.put("known", run.newest().map(Tick::endNanos).orElse(0L));
    return json;
  }
}
