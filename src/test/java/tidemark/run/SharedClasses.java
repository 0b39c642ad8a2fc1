package tidemark.run;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tidemark.DatabaseRolesSimulation;

/**
 * The libraries' classes as a forked JVM needs them, read and checked once for all forks: half a
 * second of each one's start. Made from what one short run loads; stays in {@code target} until
 * that is cleaned.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html">Class data
 *     sharing</a>
 */
final class SharedClasses {
  private static final Path FOLDER = Path.of("target", "shared-classes").toAbsolutePath();
  private static final String ARCHIVE = archive();

  private SharedClasses() {}

  /** The option that has a JVM use them; it starts without them too if they do not fit. */
  static String option() {
    return "-XX:SharedArchiveFile=" + ARCHIVE;
  }

  /** Those of folders, ours, cannot be shared; folders must come last, for the same reason. */
  static String classPath() {
    return libraries() + File.pathSeparator + String.join(File.pathSeparator, folders());
  }

  private static String libraries() {
    List<String> all = new ArrayList<>(entries());
    all.removeAll(folders());
    return String.join(File.pathSeparator, all);
  }

  private static List<String> folders() {
    return entries().stream().filter(entry -> Files.isDirectory(Path.of(entry))).toList();
  }

  private static List<String> entries() {
    return List.of(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            .split(File.pathSeparator));
  }

  /** Named by the libraries that it is of: with others it would be of no use. */
  private static String archive() {
    Path archive = FOLDER.resolve(Integer.toHexString(libraries().hashCode()) + ".jsa");
    try {
      Files.createDirectories(FOLDER);
      try (FileChannel lock = FileChannel.open(FOLDER.resolve("lock"), CREATE, WRITE)) {
        lock.lock(); // until it is closed: another JVM of tests may be making it
        if (Files.notExists(archive)) {
          make(archive);
        }
      }
      return archive.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void make(Path archive) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(FOLDER, "made");
    Path list = folder.resolve("classes");
    List<String> run = new ArrayList<>(ForkedRun.java("-XX:DumpLoadedClassList=" + list));
    run.addAll(List.of("-Ddb.seconds=1", "-Dload.warmup=0", "-Ddb.thinkTime=50ms"));
    run.addAll(ForkedRun.gatling(DatabaseRolesSimulation.class));
    start(folder, run);
    Path made = folder.resolve("archive");
    start(
        folder,
        List.of(
            ForkedRun.JAVA,
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + list,
            "-XX:SharedArchiveFile=" + made,
            "-cp",
            libraries()));
    Files.move(made, archive);
  }

  private static void start(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
  }
}
