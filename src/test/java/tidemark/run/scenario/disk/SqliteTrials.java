package tidemark.run.scenario.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.sql.DataSource;
import tidemark.fault.FullDisk;
import tidemark.fault.ProcessLimit;
import tidemark.run.scenario.CaseCall;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.disk.DiskFill.Survival;
import tidemark.sql.Plan;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.workload.DiskTables;

/** What SQLite does without space. */
final class SqliteTrials {
  private static final int CONNECTIONS = 3;
  private static final int REFUSALS = 2 * CONNECTIONS;
  private static final int DISK_MEGABYTES = 16;
  private static final long ROOM_LEFT = 3L << 20;

  private SqliteTrials() {}

  /** Room for its journal alone, which grows beside the file. */
  static Observation tmpfs(TrialRoom room) throws Exception {
    try (FullDisk disk = FullDisk.mount(room.folder().resolve("disk"), DISK_MEGABYTES);
        CaseSite site = site(room, disk.folder().resolve("tidemark.sqlite"))) {
      Survival survival = new Survival(Set.of("disk_full"), true, REFUSALS);
      return fill(site, new DiskSpace(disk, ROOM_LEFT), survival);
    }
  }

  static Observation fileSize(TrialRoom room) throws Exception {
    Path file = room.folder().resolve("tidemark.sqlite");
    try (ProcessLimit limit = ProcessLimit.fileSize(ProcessHandle.current().pid());
        CaseSite site = site(room, file)) {
      Space space =
          new Space() {
            @Override
            public void fill() throws Exception {
              limit.set(Files.size(file) + ROOM_LEFT);
            }

            @Override
            public void free() throws Exception {
              limit.lift();
            }
          };
      return fill(site, space, new Survival(Set.of("io_error"), true, REFUSALS));
    }
  }

  private static Observation fill(CaseSite site, Space space, Survival survival) throws Exception {
    DiskDesk desk = new DiskDesk(site.engine(CONNECTIONS));
    return new DiskFill(desk, space, CONNECTIONS, survival).run();
  }

  static Observation nthWrite(TrialRoom room) throws Exception {
    try (CaseSite site = site(room, room.folder().resolve("tidemark.sqlite"))) {
      SqlEngine engine = site.engine(1);
      WriteSweep.Writer writer = () -> worker(engine);
      return new WriteSweep(new DiskDesk(engine), writer, Set.of("disk_full"), room.folder()).run();
    }
  }

  /** SQLite writes in the thread that calls it: the engine's one worker says who it is. */
  private static long worker(SqlEngine engine) throws Exception {
    Plan<String, Long> plan =
        Plan.<String, Long>of("worker", nothing -> self())
            .query(new Sql("worker", "SELECT 1"), (self, rows) -> rows.any())
            .build();
    return CaseCall.get(engine, plan, "");
  }

  /** As {@code 1234/task/1250}. */
  private static long self() {
    try {
      Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self"));
      return Long.parseLong(String.valueOf(thread.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CaseSite site(TrialRoom room, Path file) throws Exception {
    DataSource source = room.sqlite().waiting(TrialRoom.LOCK_WAIT).of("jdbc:sqlite:" + file);
    new DiskTables(source, SqlDialect.SQLITE).create();
    return room.site(source, SqlDialect.SQLITE);
  }
}
