package tidemark.run;

import java.io.IOException;
import java.util.function.Supplier;
import tidemark.dashboard.LiveContent;
import tidemark.dashboard.WebView;
import tidemark.record.Snapshot;
import tidemark.record.Ticker;
import tidemark.report.LivePage;
import tidemark.report.RunReport;
import tidemark.settings.Settings;

/** The live page of a run. */
final class LiveWeb implements LiveContent {
  private final LivePage page;

  private LiveWeb(LivePage page) {
    this.page = page;
  }

  /**
   * Serves it until the run is closed, and says where.
   *
   * @param end the report, asked for when the run is over
   * @throws tidemark.settings.SettingsException if it cannot be served
   */
  static void open(Settings settings, Ticker ticker, Supplier<RunReport> end, Opened opened) {
    LivePage page = new LivePage(ticker.header(), settings.number("run.seed"), settings.all(), end);
    try {
      WebView view = WebView.start(ticker, new LiveWeb(page));
      opened.add(keep -> view.close());
      System.out.println("Tidemark: live page  " + view.url());
    } catch (IOException e) {
      throw settings.refuse("run.dashboard", "web where 127.0.0.1 has a free port");
    }
  }

  @Override
  public String page(Snapshot run) {
    return page.html(run);
  }

  @Override
  public String since(Snapshot run, long nanos) {
    return page.since(run, nanos);
  }
}
