package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded server starts for a user who is not root. The other tests run as whoever runs the
 * build; when that is root, this one becomes nobody.
 */
class OrdinaryUserIT {
  private static final String NOBODY = "65534";

  /** Parts of the class path that the server needs; nobody may not read the local repository. */
  private static final List<String> NEEDED =
      List.of("postgres", "commons", "xz", "slf4j", "logback", "jspecify", "test-classes");

  @TempDir Path folder;

  @Test
  void startsForAnOrdinaryUser() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "not root: all tests show it");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv to change the user");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path console = folder.resolve("console.txt");
    Process process =
        new ProcessBuilder(command())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(console)).contains("served a user who is not root");
    assertThat(process.exitValue()).isZero();
  }

  private List<String> command() throws IOException {
    return List.of(
        "/usr/bin/setpriv",
        "--reuid=" + NOBODY,
        "--regid=" + NOBODY,
        "--clear-groups",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Djava.io.tmpdir=" + folder,
        "-cp",
        readableClassPath(),
        Main.class.getName());
  }

  private String readableClassPath() throws IOException {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> copied = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator)) {
      if (NEEDED.stream().anyMatch(entry::contains)) {
        Path copy = folder.resolve("cp" + copied.size() + Path.of(entry).getFileName());
        copy(Path.of(entry), copy);
        copied.add(copy.toString());
      }
    }
    return String.join(File.pathSeparator, copied);
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = walk.toList();
    }
    for (Path file : files) {
      Files.copy(file, to.resolve(from.relativize(file).toString()));
    }
  }

  /** What the other user runs. */
  static final class Main {
    private Main() {}

    public static void main(String[] none) throws Exception {
      try (PostgresServer server = PostgresServer.start(Path.of("data"), 10)) {
        boolean root = ProcessHandle.current().info().user().orElse("").equals("root");
        if (server.url().contains("localhost") && !root) {
          System.out.println("served a user who is not root");
        }
      }
    }
  }
}
