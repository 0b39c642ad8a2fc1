package tidemark.run;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
  private static final Path ARCHIVE = archive();

  private SharedClasses() {}

  /** The option that has a JVM use them; another one where they could not be made. */
  static String option() {
    return Files.exists(ARCHIVE) ? "-XX:SharedArchiveFile=" + ARCHIVE : "-Xshare:auto";
  }

  /** Those of folders, ours, cannot be shared; folders must come last, for the same reason. */
  static String classPath() {
    String folders = entries().filter(SharedClasses::isFolder).collect(joining(File.pathSeparator));
    return libraries() + File.pathSeparator + folders;
  }

  private static String libraries() {
    return entries().filter(entry -> !isFolder(entry)).collect(joining(File.pathSeparator));
  }

  private static boolean isFolder(String entry) {
    return Files.isDirectory(Path.of(entry));
  }

  private static Stream<String> entries() {
    return Arrays.stream(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            .split(File.pathSeparator));
  }

  /** Named by what it is of: another JVM, or other libraries, would have no use for it. */
  private static String name() {
    Stream<String> files =
        entries()
            .filter(entry -> !isFolder(entry))
            .map(entry -> entry + new File(entry).lastModified());
    String all = files.collect(joining("\n", System.getProperty("java.vm.version"), ""));
    return Integer.toHexString(all.hashCode()) + ".jsa";
  }

  private static Path archive() {
    Path archive = FOLDER.resolve(name());
    try {
      Files.createDirectories(FOLDER);
      try (FileChannel lock = FileChannel.open(FOLDER.resolve("lock"), CREATE, WRITE)) {
        lock.lock(); // until it is closed: another JVM of tests may be making it
        if (Files.notExists(archive)) {
          make(archive);
        }
      }
      return archive;
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
    // A JVM may crash while it writes down lambdas (17.0.15, adjust_lambda_proxy_class_dictionary).
    Files.write(
        list,
        Files.readAllLines(list).stream().filter(line -> !line.startsWith("@lambda")).toList());
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
    if (Files.exists(made)) {
      Files.move(made, archive);
    }
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
