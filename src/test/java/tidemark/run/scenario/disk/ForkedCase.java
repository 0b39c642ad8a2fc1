package tidemark.run.scenario.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tidemark.fault.ImpossibleFault;
import tidemark.fault.Namespace;
import tidemark.record.Verdict;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.sql.jdbc.SqliteSource;

/**
 * A trial in a JVM and a namespace of its own, so that neither this JVM nor the machine has a full
 * disk. Where namespaces are not allowed it is skipped.
 */
public final class ForkedCase implements Case {
  /** Only what is used of it is taken from memory. */
  private static final int ROOM_MEGABYTES = 512;

  private final DiskTrial trial;
  private final Path folder;
  private final SqliteSource sqlite;
  private final Binaries binaries;

  /** Where PostgreSQL's programs are; no matter where for SQLite. */
  @FunctionalInterface
  public interface Binaries {
    /**
     * The folder of initdb and postgres.
     *
     * @throws ImpossibleFault if there are none that a trial may use
     */
    Path folder() throws IOException, ImpossibleFault;
  }

  /**
   * A trial to be tried.
   *
   * @param folder where its room is made; what is in the room never reaches the disk of this folder
   * @param sqlite how SQLite files are opened
   */
  public ForkedCase(DiskTrial trial, Path folder, SqliteSource sqlite, Binaries binaries) {
    this.trial = trial;
    this.folder = folder.toAbsolutePath();
    this.sqlite = sqlite;
    this.binaries = binaries;
  }

  @Override
  public String name() {
    return trial.caseName();
  }

  @Override
  public String expected() {
    return trial.expected();
  }

  @Override
  public Duration limit() {
    return trial.limit();
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    try {
      TrialRoom room = new TrialRoom(folder.resolve(name()), sqlite, binaries.folder());
      Files.createDirectory(room.folder());
      site.closing(() -> Files.deleteIfExists(room.folder()));
      Path log = folder.resolve(name() + ".log");
      List<String> command = Namespace.command(room.folder(), ROOM_MEGABYTES, command(room));
      Observation seen = answer(site.closing(ChildProcess.start(command, log)), log);
      if (seen.verdict() != Verdict.FAIL) {
        Files.deleteIfExists(log);
      }
      return seen;
    } catch (ImpossibleFault e) {
      return Observation.skipped(String.valueOf(e.getMessage()));
    }
  }

  private List<String> command(TrialRoom room) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it is over before the last level would pay
                "-XX:-UsePerfData", // a file in the machine's own folder for such
                "-Djava.io.tmpdir=" + room.folder(),
                "-cp",
                System.getProperty("java.class.path"),
                CaseChild.class.getName(),
                trial.name()));
    command.addAll(room.arguments());
    return command;
  }

  private static Observation answer(ChildProcess child, Path log) throws IOException {
    List<String> lines = child.output();
    if (lines.size() == 1) {
      return ObservationJson.read(lines.get(0));
    }
    List<String> said = Files.readAllLines(log);
    throw new IOException(
        "its process ended with %d; %s says: %s"
            .formatted(
                child.exitCode(),
                log.getFileName(),
                String.join(" | ", said.subList(Math.max(0, said.size() - 3), said.size()))));
  }
}
