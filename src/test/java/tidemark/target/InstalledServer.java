package tidemark.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A server of one's own, for tests: the PostgreSQL that this machine has installed, with passwords,
 * TLS and rights. An ordinary user runs it, on a free loopback port and data of its own.
 */
public final class InstalledServer implements AutoCloseable {
  /** May do everything, without a password. */
  public static final String ADMIN = "admin";

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final String NOBODY = "65534";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Who comes without a password, and who with TLS only. */
  private static final String RULES =
      """
      host      all  admin    all  trust
      host      all  trusted  all  trust
      hostnossl all  secured  all  reject
      host      all  all      all  scram-sha-256
      """;

  private final Path folder;
  private final Path data;
  private final Path binaries;
  private final int port;
  private final Postmaster postmaster;
  private final OrphanGuard guard;

  private InstalledServer(Path folder, Path binaries, int port) throws IOException {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.binaries = binaries;
    this.port = port;
    this.postmaster = new Postmaster(data);
    this.guard = OrphanGuard.of(postmaster.pidFile());
  }

  /** Starts the newest that is installed; the test is skipped where there is none. */
  public static InstalledServer start() throws Exception {
    Optional<Path> binaries = newest();
    Assumptions.assumeTrue(
        binaries.isPresent(), "no PostgreSQL server is installed in " + VERSIONS);
    Assumptions.assumeTrue(
        !isRoot() || Files.isExecutable(SETPRIV), "root without setpriv cannot run a server");
    Path folder = Files.createTempDirectory("tidemark-installed");
    give(folder);
    InstalledServer server = new InstalledServer(folder, binaries.orElseThrow(), freePort());
    try {
      server.init();
      server.run();
      return server;
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  private static Optional<Path> newest() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.comparing(bin -> Integer.valueOf(bin.getName(3).toString())));
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Files that root makes for the one who runs the server. */
  private static void give(Path file) throws IOException {
    if (isRoot()) {
      Files.setOwner(
          file,
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    }
  }

  private void init() throws IOException, InterruptedException {
    Path log = folder.resolve("initdb.log");
    Process initdb =
        new ProcessBuilder(
                asOrdinaryUser(
                    "initdb",
                    "--pgdata=" + data,
                    "--username=" + ADMIN,
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!initdb.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || initdb.exitValue() != 0) {
      initdb.destroyForcibly();
      throw new IOException("initdb: " + Files.readString(log));
    }
    Files.writeString(data.resolve("pg_hba.conf"), RULES);
    Certificate.make("localhost", folder).write(certificate(), data.resolve("server.key"));
    give(data.resolve("server.key"));
    Files.copy(certificate(), data.resolve("server.crt"));
  }

  private List<String> asOrdinaryUser(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(
          List.of(SETPRIV.toString(), "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private void run() throws IOException {
    List<String> command =
        asOrdinaryUser(
            "postgres",
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=localhost",
            "-c",
            "unix_socket_directories=",
            "-c",
            "ssl=on");
    postmaster.start(command, PATIENCE);
  }

  /** Stops it as an administrator would, clients or no clients, and starts it again. */
  public void restart() throws IOException {
    postmaster.stop(PATIENCE);
    run();
  }

  /** Of whom a client is to demand that it signed the server's certificate: itself. */
  public Path certificate() {
    return folder.resolve("server.crt");
  }

  /** A certificate for the same name by which nobody has signed anything. */
  public Path strangeCertificate() throws IOException, InterruptedException {
    Path elsewhere = Files.createDirectories(folder.resolve("strange"));
    Path file = elsewhere.resolve("strange.crt");
    Certificate.make("localhost", elsewhere).write(file, elsewhere.resolve("strange.key"));
    return file;
  }

  /** The URL of one of its databases. The certificate holds for this name of the host only. */
  public String url(String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database;
  }

  /** Runs statements in a database as the administrator, each committed by itself. */
  public void execute(String database, String... statements) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The texts that a query of one column gives the administrator. */
  public List<String> texts(String database, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), ADMIN, "");
  }

  /** Stops the server and deletes all of it. */
  @Override
  public void close() throws IOException {
    postmaster.quit(PATIENCE);
    guard.close();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
