package tidemark.run;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import tidemark.testweb.Browser;

/**
 * Makes the pictures of the README, from a run that is started as a person starts it: the terminal
 * in the middle of it, and its report.
 */
public final class Pictures {
  private static final Path IMAGES = Path.of("docs/images");
  private static final int COLUMNS = 100;
  private static final int ROWS = 30;
  private static final int REPORT_WIDTH = 1280;
  private static final int REPORT_HEIGHT = 1285;

  private Pictures() {}

  /** In the project's folder; wants tmux and Chromium. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("pictures");
    Path page = folder.resolve("screen.html");
    try (Browser browser = Browser.start();
        Tmux terminal = Tmux.open(folder, COLUMNS, ROWS)) {
      terminal.type("cd '" + Path.of("").toAbsolutePath() + "'; mvn -q gatling:test");
      terminal.awaitLine("run 0:2[0-9] / 0:30");
      Files.writeString(page, ColouredScreen.page(terminal.colouredScreen()));
      terminal.awaitLine("^ PASS");
      take(browser, page.toUri(), IMAGES.resolve("terminal.webp"));

      Path report = Path.of("target/tidemark/latest/report.html").toRealPath();
      browser.look(REPORT_WIDTH, false);
      browser.open(report.toUri());
      browser.picture(IMAGES.resolve("report.webp"), REPORT_WIDTH, REPORT_HEIGHT);
    } finally {
      Files.deleteIfExists(page);
      Files.deleteIfExists(folder.resolve("tmux"));
      Files.delete(folder);
    }
  }

  private static void take(Browser browser, URI page, Path picture) throws IOException {
    browser.look(REPORT_WIDTH, true);
    browser.open(page);
    browser.picture(picture, size(browser, "Width"), size(browser, "Height"));
  }

  private static int size(Browser browser, String side) throws IOException {
    return browser.script("return document.querySelector('pre').offset" + side).intValue();
  }
}
