package tidemark.testdb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import tidemark.sql.SqlDialect;
import tidemark.sql.jdbc.PostgresqlSource;
import tidemark.target.PostgresServer;
import tidemark.target.Postmaster;

/**
 * A PostgreSQL server whose processes have numbers of their own, as in a container: from here they
 * are not to be seen. It ends with whoever has started it.
 */
public final class ContainedServer implements AutoCloseable {
  private static final String ADMIN = "postgres";
  private static final String NOBODY = "65534";

  /** In the background its input is none: what is read here is ours, and ends with us. */
  private static final List<String> AS_LONG_AS_WE_ARE_THERE =
      List.of("sh", "-c", "\"$@\" & read line; kill -9 $!", "sh");

  private static final List<String> CONTAINED =
      List.of(
          "unshare",
          "--user",
          "--map-user=" + NOBODY,
          "--map-group=" + NOBODY,
          "--pid",
          "--fork",
          "--kill-child");

  private final Process process;
  private final String url;

  private ContainedServer(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts one; the test is skipped where nobody may.
   *
   * @param folder for its data and its log
   * @param connections that it has in all, three of them for superusers
   */
  public static ContainedServer start(Path folder, int connections) throws Exception {
    Assumptions.assumeTrue(mayContain(), "no namespace of processes here");
    Path data = folder.resolve("contained");
    PostgresServer.start(data, connections).close(); // makes its data
    int port = freePort();
    List<String> command = new ArrayList<>(AS_LONG_AS_WE_ARE_THERE);
    command.addAll(CONTAINED);
    command.add(new Postmaster(data).binaries().resolve("postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    command.addAll(
        List.of("-c", "max_connections=" + connections, "-c", "unix_socket_directories="));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("contained.log").toFile())
            .start();
    ContainedServer server =
        new ContainedServer(process, "jdbc:postgresql://localhost:" + port + "/postgres");
    Await.until("it lets clients in", server::answers);
    return server;
  }

  private static boolean mayContain() throws InterruptedException {
    List<String> command = new ArrayList<>(CONTAINED);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean answers() {
    try {
      DriverManager.getConnection(url, ADMIN, "").close();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Its database, for the user who may do everything. Not to be closed: it goes with the server.
   */
  public TestDatabase database() {
    return database(ADMIN);
  }

  /** Its database, for a role that needs no password. */
  public TestDatabase database(String role) {
    return new TestDatabase(
        SqlDialect.POSTGRESQL,
        new PostgresqlSource(role, "", Duration.ofSeconds(2)).of(url),
        url,
        role);
  }

  /** Ends it as a loss of power would. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
    try {
      Await.until("it is gone", () -> !answers());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
