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
  private static final Duration STOP_TIME = Duration.ofSeconds(60);
  private static final Duration QUIT_TIME = Duration.ofSeconds(5);

  private final EmbeddedPostgres server;
  private final Path data;
  private final Postmaster postmaster;
  private final @Nullable OrphanGuard guard;

  private PostgresServer(
      EmbeddedPostgres server, Path data, Postmaster postmaster, @Nullable OrphanGuard guard) {
    this.server = server;
    this.data = data;
    this.postmaster = postmaster;
    this.guard = guard;
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
    Postmaster postmaster = new Postmaster(data);
    OrphanGuard guard = WINDOWS ? null : OrphanGuard.of(postmaster.pidFile());
    try {
      return new PostgresServer(builder(data, connections).start(), data, postmaster, guard);
    } catch (IllegalStateException | IOException e) {
      if (guard != null) {
        try (guard) {
          postmaster.quit(QUIT_TIME);
        }
      }
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private static EmbeddedPostgres.Builder builder(Path data, int connections) {
    return EmbeddedPostgres.builder()
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
    return postmaster.pid().orElseThrow(() -> new IOException("the server is not running"));
  }

  /** Stops the server in good order; its data stay. May be called again. */
  @Override
  public void close() throws IOException {
    if (guard == null) {
      server.close();
    } else { // the library's own stop gives up after 5 s
      postmaster.stop(STOP_TIME);
      guard.close();
    }
  }

  /** Stops the server at once and deletes its data. */
  public void delete() throws IOException {
    if (guard != null) {
      postmaster.quit(QUIT_TIME);
    }
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
