package tidemark.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import tidemark.settings.Setting;

/**
 * Writes {@code report.html}: a file that needs nothing beside itself, whole or not at all.
 * Immutable.
 */
public final class HtmlReport {
  /** Its name in the run's folder. */
  public static final String FILE = "report.html";

  private final Page page = new Page(Page.Source.NOBODY);
  private final List<Setting> settings;

  /**
   * @param settings of the run, as they may be shown
   */
  public HtmlReport(List<Setting> settings) {
    this.settings = settings;
  }

  /** Writes the report to its folder. */
  public void write(RunReport report) throws IOException {
    byte[] html = page.of(document(report)).getBytes(UTF_8);
    WholeFile.write(report.folder().resolve(FILE), out -> out.write(html));
  }

  private ObjectNode document(RunReport report) {
    ObjectNode json = Summary.object();
    json.set("summary", Summary.json(report));
    json.set("timeline", TimelineJson.of(report.timeline()));
    json.set("distribution", DistributionJson.of(report));
    json.set("settings", PageJson.settings(settings));
    report
        .gatlingReport()
        .ifPresent(
            path -> json.putObject("links").put("gatling", RelativeLink.of(report.folder(), path)));
    return PageJson.bounded(json);
  }
}
