package tidemark.run.scenario.disk;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import tidemark.fault.FullDisk;
import tidemark.target.BareServer;

/**
 * A disk that holds a server's log: full, it ends the server. Whether the server can come back by
 * itself depends on the bytes that are left: both are good.
 *
 * @param left bytes that a fill leaves
 */
record WalSpace(FullDisk disk, long left, BareServer server, DataSource source) implements Space {
  private static final Duration END = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(20);

  @Override
  public void fill() throws IOException {
    disk.fill(left);
  }

  @Override
  public void free() throws IOException {
    awaitEnd();
    String log = server.log();
    if (!log.contains("PANIC:") || !log.contains("No space left on device")) {
      throw new IOException("the server has met no panic for want of space: " + log);
    }
    disk.free();
    if (!server.runs()) {
      server.start();
    }
  }

  private void awaitEnd() throws IOException {
    long deadline = System.nanoTime() + END.toNanos();
    while (server.runs() && !answers()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("the server neither ends nor answers: " + server.log());
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private boolean answers() {
    try (Connection connection = source.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }
}
