package tidemark.run;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that somebody else wrote, from npm, in a process of its own. */
final class NpmServer implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("target/peers/node_modules/.bin");
  private static final long LONGEST_END_SECONDS = 10;

  private final Process process;
  private final int port;
  private final Path output;

  private NpmServer(Process process, int port, Path output) {
    this.process = process;
    this.port = port;
    this.output = output;
  }

  /**
   * Starts one with these arguments, and waits until it listens. Skips the test if it is not there.
   */
  static NpmServer start(Path output, String program, String... arguments) throws IOException {
    Path file = PROGRAMS.resolve(program).toAbsolutePath();
    assumeTrue(Files.exists(file), program + " is not installed; where npm is, .ci/run does it");
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-p", Integer.toString(port)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    NpmServer server = new NpmServer(process, port, output);
    ForkedRun.until(program + " listens", () -> server.listens() || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError(program + " does not start: " + server.output());
    }
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private boolean listens() {
    try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return open.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** All that it printed so far. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
