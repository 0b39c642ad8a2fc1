package tidemark.target;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of our own on a free loopback port, as durable as a real one: the binaries'
 * launcher switches fsync and synchronous commit off, this switches both on again. Works for root
 * and for ordinary users.
 */
public final class PostgresServer implements AutoCloseable {
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
  private static final Duration START_TIME = Duration.ofSeconds(60);

  private final EmbeddedPostgres server;
  private final Path data;
  private final @Nullable OrphanGuard guard;

  private PostgresServer(EmbeddedPostgres server, Path data) throws IOException {
    this.server = server;
    this.data = data;
    this.guard = WINDOWS ? null : OrphanGuard.of(pid());
  }

  /**
   * Makes a database cluster and starts a server on it.
   *
   * @param data folder for the cluster; made if it is not there
   * @param connections most connections that its clients will need
   * @throws IOException if it does not start
   */
  public static PostgresServer start(Path data, int connections) throws IOException {
    Files.createDirectories(data);
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(binaries())
            .setDataDirectory(data.toAbsolutePath())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(START_TIME)
            .setLocaleConfig("locale", "C")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("listen_addresses", "localhost")
            .setServerConfig("max_connections", Integer.toString(Math.max(100, connections + 10)));
    try {
      return new PostgresServer(builder.start(), data);
    } catch (IllegalStateException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Where the binaries are unpacked: a folder of each user's own, so that nobody meets another's.
   */
  private static File binaries() {
    String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_");
    return new File(System.getProperty("java.io.tmpdir"), "tidemark-postgres-" + user);
  }

  /** The JDBC URL, without a user. */
  public String url() {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
  }

  /** The user that may do everything, without a password. */
  public String user() {
    return "postgres";
  }

  /** The process id of the server's first process. */
  public long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
  }

  /** Stops the server; its data stay. */
  @Override
  public void close() throws IOException {
    if (guard != null) {
      guard.close();
    }
    server.close();
  }

  /** Stops the server and deletes its data. */
  public void delete() throws IOException {
    close();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(data)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
