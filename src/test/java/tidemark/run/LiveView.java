package tidemark.run;

import java.util.Optional;
import tidemark.dashboard.PlainLines;
import tidemark.dashboard.TerminalDashboard;
import tidemark.record.Ticker;
import tidemark.settings.Settings;

/** What is shown of a run while it goes on. */
final class LiveView {
  private static final String KEY = "run.dashboard";

  private LiveView() {}

  /**
   * Opens what {@code run.dashboard} asks for; it shows nothing before the run begins.
   *
   * @return ends it, if the run's own end has not; harmless at any time
   * @throws tidemark.settings.SettingsException if it cannot be shown here
   */
  static Runnable open(Settings settings, Ticker ticker) {
    String asked = settings.text(KEY);
    if (asked.equals("auto") || asked.equals("terminal")) {
      Optional<TerminalDashboard> dashboard = TerminalDashboard.open(ticker, coloured());
      if (dashboard.isPresent()) {
        return dashboard.get()::close;
      }
      if (asked.equals("terminal")) {
        throw settings.refuse(KEY, "auto, plain, web or none: the output is no terminal");
      }
    }
    if (!asked.equals("none")) {
      PlainLines.watch(ticker);
    }
    return () -> {};
  }

  /** See no-color.org. */
  private static boolean coloured() {
    return Optional.ofNullable(System.getenv("NO_COLOR")).orElse("").isEmpty();
  }
}
