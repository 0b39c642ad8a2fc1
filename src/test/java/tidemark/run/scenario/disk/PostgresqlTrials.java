package tidemark.run.scenario.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import tidemark.fault.FullDisk;
import tidemark.run.scenario.CaseCall;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.disk.DiskFill.Survival;
import tidemark.sql.Plan;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.sql.jdbc.PostgresqlSource;
import tidemark.target.BareServer;
import tidemark.workload.DiskTables;

/** What PostgreSQL does without space; each trial has a server of its own. */
final class PostgresqlTrials {
  private static final int CONNECTIONS = 3;
  private static final int REFUSALS = 2 * CONNECTIONS;
  private static final int TABLESPACE_MEGABYTES = 16;
  private static final int DATA_MEGABYTES = 128;
  private static final int WAL_MEGABYTES = 32;
  private static final long ROOM_LEFT = 3L << 20;

  /** A server that is gone, or on its way, is met in many ways. */
  private static final Set<String> PANIC =
      Set.of("disk_full", "connection_lost", "commit_unknown", "server_starting", "pool_timeout");

  private static final Survival FULL = new Survival(Set.of("disk_full"), true, REFUSALS);

  private PostgresqlTrials() {}

  static Observation tablespace(TrialRoom room) throws Exception {
    try (FullDisk disk = FullDisk.mount(room.folder().resolve("space"), TABLESPACE_MEGABYTES);
        BareServer server = server(room);
        CaseSite site =
            site(
                room,
                server,
                "CREATE TABLESPACE tidemark_disk LOCATION '%s'".formatted(disk.folder()),
                "ALTER DATABASE postgres SET default_tablespace = tidemark_disk")) {
      return fill(site, new DiskSpace(disk, ROOM_LEFT), FULL);
    }
  }

  static Observation data(TrialRoom room) throws Exception {
    try (FullDisk disk = FullDisk.mount(room.folder().resolve("data"), DATA_MEGABYTES);
        BareServer server = server(room);
        CaseSite site = site(room, server)) {
      return fill(site, new DiskSpace(disk, ROOM_LEFT), FULL);
    }
  }

  static Observation wal(TrialRoom room) throws Exception {
    try (FullDisk disk = FullDisk.mount(room.folder().resolve("wal"), WAL_MEGABYTES);
        BareServer server = server(room);
        CaseSite site = site(room, server)) {
      DataSource source = source(server);
      return fill(
          site, new WalSpace(disk, ROOM_LEFT, server, source), new Survival(PANIC, false, 1));
    }
  }

  private static Observation fill(CaseSite site, Space space, Survival survival) throws Exception {
    DiskDesk desk = new DiskDesk(site.engine(CONNECTIONS));
    return new DiskFill(desk, space, CONNECTIONS, survival).run();
  }

  static Observation nthWrite(TrialRoom room) throws Exception {
    try (BareServer server = server(room);
        CaseSite site = site(room, server)) {
      SqlEngine engine = site.engine(1);
      Plan<String, long[]> backend =
          Plan.<String, long[]>of("backend", nothing -> new long[1])
              .query(
                  new Sql("backend", "SELECT pg_backend_pid()"),
                  (pid, rows) -> pid[0] = rows.number())
              .build();
      WriteSweep.Writer writer = () -> CaseCall.get(engine, backend, "")[0];
      return new WriteSweep(new DiskDesk(engine), writer, PANIC, room.folder()).run();
    }
  }

  private static BareServer server(TrialRoom room) throws IOException {
    Path folder = room.folder();
    return BareServer.start(
        room.binaries(), folder.resolve("data"), folder.resolve("wal"), room.serverLog());
  }

  private static DataSource source(BareServer server) {
    return new PostgresqlSource(server.user(), "", TrialRoom.LOCK_WAIT).of(server.url());
  }

  private static CaseSite site(TrialRoom room, BareServer server, String... before)
      throws SQLException {
    DataSource source = source(server);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE EXTENSION amcheck");
      for (String sql : before) {
        statement.execute(sql);
      }
    }
    new DiskTables(source, SqlDialect.POSTGRESQL).create();
    return room.site(source, SqlDialect.POSTGRESQL);
  }
}
