package tidemark.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs other programs to their end. */
final class Processes {
  private Processes() {}

  /**
   * Runs one.
   *
   * @param console the file for all that it prints
   * @param longest then it is ended
   * @throws IOException if it does not end well
   */
  static void run(List<String> command, Path console, Duration longest)
      throws IOException, InterruptedException {
    run(command, console, longest, process -> {});
  }

  /**
   * The same.
   *
   * @param look looks at it once a second
   */
  static void run(List<String> command, Path console, Duration longest, Consumer<Process> look)
      throws IOException, InterruptedException {
    File output = console.toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
    try {
      boolean ended = false;
      for (long second = 0; second < longest.toSeconds() && !ended; second++) {
        ended = process.waitFor(1, TimeUnit.SECONDS);
        look.accept(process);
      }
      if (!ended || process.exitValue() != 0) {
        String how = ended ? " failed" : " did not end within " + longest.toSeconds() + " s";
        throw new IOException(command.get(0) + how + ":\n" + Files.readString(console));
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
