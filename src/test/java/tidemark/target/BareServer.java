package tidemark.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL server made by hand, for whoever must say where each of its files lies. On a free
 * loopback port, with the server's own defaults but for its size: a segment of its log is 1 MB. It
 * ends when this JVM does. Not for root.
 */
public final class BareServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path log;
  private final List<String> command;
  private final int port;
  private final Postmaster postmaster;
  private final OrphanGuard guard;

  private BareServer(Path log, List<String> command, int port, Postmaster postmaster)
      throws IOException {
    this.log = log;
    this.command = command;
    this.port = port;
    this.postmaster = postmaster;
    this.guard = OrphanGuard.of(postmaster.pidFile());
  }

  /**
   * Makes a database cluster and starts a server on it.
   *
   * @param binaries the folder of initdb and postgres
   * @param data an empty folder, or one that can be made
   * @param wal the same, for its write-ahead log
   * @param log file for what it says
   * @throws IOException if it does not start
   */
  public static BareServer start(Path binaries, Path data, Path wal, Path log) throws IOException {
    init(
        List.of(
            binaries.resolve("initdb").toString(),
            "--pgdata=" + data,
            "--waldir=" + wal,
            "--wal-segsize=1",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"),
        log);
    int port = freePort();
    List<String> command =
        List.of(
            binaries.resolve("postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=localhost",
            "-c",
            "unix_socket_directories=",
            "-c",
            "max_connections=20",
            "-c",
            "shared_buffers=16MB",
            "-c",
            "dynamic_shared_memory_type=sysv"); // goes with a namespace, as POSIX's does not
    BareServer server = new BareServer(log, command, port, new Postmaster(data));
    try {
      server.start();
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private static void init(List<String> command, Path log) throws IOException {
    Process initdb =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (initdb.waitFor() != 0) {
        throw new IOException("initdb: " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      initdb.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("initdb was interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Starts it again after it has ended.
   *
   * @throws IOException if it lets nobody in within 30 s
   */
  public void start() throws IOException {
    postmaster.start(command, log, PATIENCE);
  }

  /** The JDBC URL, without a user. */
  public String url() {
    return "jdbc:postgresql://localhost:" + port + "/postgres";
  }

  /** The user that may do everything, without a password. */
  public String user() {
    return "postgres";
  }

  /** Whether its first process is there. */
  public boolean runs() throws IOException {
    return postmaster.pid().isPresent();
  }

  /** What it has said since it was last started. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** Ends it at once; its data stay. */
  @Override
  public void close() throws IOException {
    try (guard) {
      postmaster.quit(PATIENCE);
    }
  }
}
