package tidemark.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/** A program of the machine that is run for its effect. */
final class Tool {
  private Tool() {}

  /**
   * Runs it to its end.
   *
   * @return what it printed
   * @throws ImpossibleFault if it is not there, or does not succeed
   */
  static String run(String... command) throws ImpossibleFault {
    Process process = start(new ProcessBuilder(command).redirectErrorStream(true));
    String said;
    int exitCode;
    try {
      process.getOutputStream().close();
      said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      exitCode = process.waitFor();
    } catch (IOException e) {
      throw new ImpossibleFault(command[0] + ": " + e.getMessage());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ImpossibleFault(command[0] + " was interrupted");
    }
    if (exitCode != 0) {
      throw new ImpossibleFault(said.isEmpty() ? String.join(" ", command) + " fails" : said);
    }
    return said;
  }

  /**
   * Starts it.
   *
   * @throws ImpossibleFault if it is not there
   */
  static Process start(ProcessBuilder builder) throws ImpossibleFault {
    try {
      return builder.start();
    } catch (IOException e) {
      List<String> command = builder.command();
      throw new ImpossibleFault(command.get(0) + " is not there");
    }
  }
}
