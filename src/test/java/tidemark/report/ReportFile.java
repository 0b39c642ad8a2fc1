package tidemark.report;

import java.io.IOException;
import java.util.List;

/**
 * A file in a run's folder that says how it went.
 *
 * @param name in the folder
 */
public record ReportFile(String name, Writing writing) {
  /** All of them; the one that scripts read comes last, and knows of those that failed. */
  public static List<ReportFile> all(HtmlReport html) {
    return List.of(
        new ReportFile(HtmlReport.FILE, html::write),
        new ReportFile(JunitXml.FILE, JunitXml::write),
        new ReportFile(MarkdownSummary.FILE, MarkdownSummary::write),
        new ReportFile(Summary.FILE, Summary::write));
  }

  /** Replaces a file of the report's folder: whole or not at all. */
  @FunctionalInterface
  public interface Writing {
    void write(RunReport report) throws IOException;
  }
}
