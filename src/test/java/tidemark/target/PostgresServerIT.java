package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server is a real and durable one, and goes without a trace. */
class PostgresServerIT {
  @TempDir Path folder;

  @Test
  void isAsDurableAsARealOne() throws Exception {
    try (PostgresServer server = PostgresServer.start(folder.resolve("data"), 10)) {
      assertThat(setting(server, "fsync")).isEqualTo("on");
      assertThat(setting(server, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(server, "full_page_writes")).isEqualTo("on");
      assertThat(setting(server, "server_version")).startsWith("18");
    }
  }

  @Test
  void leavesNothingWhenItIsDeleted() throws Exception {
    PostgresServer server = PostgresServer.start(folder.resolve("data"), 10);
    ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
    server.delete();
    process.onExit().get(10, TimeUnit.SECONDS);
    assertThat(folder).isEmptyDirectory();
  }

  /** And once more: who kills it in a row finds the files of the last time. */
  @Test
  void startsAgainAfterACrashOnTheSamePort() throws Exception {
    Path data = folder.resolve("data");
    try (PostgresServer server = PostgresServer.start(data, 10)) {
      for (int i = 0; i < 2; i++) {
        long before = server.pid();
        Postmaster postmaster = new Postmaster(data);
        postmaster.crash();
        postmaster.restart(Duration.ofSeconds(30));
        assertThat(server.pid()).isNotEqualTo(before);
        assertThat(setting(server, "fsync")).isEqualTo("on");
      }
    }
    assertThat(new Postmaster(data).pid()).isEmpty();
  }

  private static String setting(PostgresServer server, String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.url(), server.user(), "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
