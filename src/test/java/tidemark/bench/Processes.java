package tidemark.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs other programs to their end. */
final class Processes {
  private Processes() {}

  /**
   * Runs one.
   *
   * @param console the file for all that it prints
   * @throws IOException if it does not end well
   */
  static void run(List<String> command, Path console) throws IOException, InterruptedException {
    File output = console.toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command.get(0) + " failed:\n" + Files.readString(console));
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
