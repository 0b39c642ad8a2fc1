package tidemark.run;

import java.util.function.Supplier;
import tidemark.settings.SettingsException;

/** Starts a run, or says in one line why not and ends the JVM before any load. */
final class Start {
  private static final int REFUSED = 1;

  private Start() {}

  /**
   * Prepares something.
   *
   * @return what was prepared; does not return when it is refused
   */
  static <T> T orExit(Supplier<T> preparation) {
    try {
      return preparation.get();
    } catch (SettingsException e) {
      System.out.flush();
      System.err.println("Tidemark: " + e.getMessage());
      System.err.flush();
      // Gatling would print a stack trace for anything that is thrown here.
      Runtime.getRuntime().exit(REFUSED);
      throw e;
    }
  }
}
