package tidemark.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tidemark.sql.SqlDialect;
import tidemark.testdb.TestDatabase;

/** Backends of a server on this machine. */
@EnabledOnOs(OS.LINUX)
class LocalBackendIT {
  @TempDir Path folder;

  @Test
  void oneIsKnownByWhomItServes() throws Exception {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
        Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT pg_backend_pid(), inet_client_port()")) {
      rows.next();
      long pid = rows.getLong(1);
      int port = rows.getInt(2);

      assertThat(LocalBackend.of(pid, port).addressSpace()).isBetween(10L << 20, 10L << 30);
      assertThatThrownBy(() -> LocalBackend.of(pid, port + 1)).isInstanceOf(IOException.class);
    }
  }
}
