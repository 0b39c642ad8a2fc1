package tidemark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import tidemark.sql.SqlDialect;
import tidemark.target.PostgresServer;

/** A database that all sides work on in turn, each on a bank made anew. */
final class Target implements AutoCloseable {
  private final String label;
  private final SqlDialect dialect;
  private final String synchronous;
  private final String url;
  private final String user;
  private final AutoCloseable opened;

  private Target(
      String label,
      SqlDialect dialect,
      String synchronous,
      String url,
      String user,
      AutoCloseable opened) {
    this.label = label;
    this.dialect = dialect;
    this.synchronous = synchronous;
    this.url = url;
    this.user = user;
    this.opened = opened;
  }

  /**
   * Opens one.
   *
   * @param name {@code postgresql}, or {@code sqlite-} and how hard it syncs
   * @param folder an empty one, for its data
   */
  static Target open(String name, Path folder) throws IOException {
    if (name.equals("postgresql")) {
      PostgresServer server = PostgresServer.start(folder.resolve("server"), Work.CONNECTIONS);
      return new Target(
          "PostgreSQL", SqlDialect.POSTGRESQL, "", server.url(), server.user(), server::delete);
    }
    String synchronous = name.replaceFirst("^sqlite-", "");
    Path file = folder.resolve("bank.sqlite");
    return new Target(
        "SQLite, WAL, " + synchronous.toUpperCase(Locale.ROOT),
        SqlDialect.SQLITE,
        synchronous,
        "jdbc:sqlite:" + file,
        "",
        () -> delete(file));
  }

  private static void delete(Path file) throws IOException {
    for (String end : new String[] {"", "-wal", "-shm"}) {
      Files.deleteIfExists(Path.of(file + end));
    }
  }

  String label() {
    return label;
  }

  SqlDialect dialect() {
    return dialect;
  }

  /** What one side is to do here. */
  SqlTask task(Work work, Options options, Path result) {
    return new SqlTask(
        work,
        dialect,
        url,
        user,
        synchronous,
        options.warmup(),
        options.seconds(),
        Map.of(),
        result);
  }

  /** Has a side do its task on a bank of its own, and sees to it that no money is lost. */
  Measured run(SqlTask task, Side side) throws IOException, InterruptedException {
    try {
      FilledBank bank = new FilledBank(task.source(), dialect);
      bank.create(task.work());
      long before = bank.money();
      Measured measured = side.run();
      if (task.work() == Work.TRANSFER && bank.money() != before) {
        throw new IllegalStateException(side.label() + " has lost money");
      }
      return measured;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** The same, again and again. */
  Side onNewBank(SqlTask task, Side side) {
    return new OnNewBank(this, task, side);
  }

  private record OnNewBank(Target target, SqlTask task, Side side) implements Side {
    @Override
    public String label() {
      return side.label();
    }

    @Override
    public Measured run() throws IOException, InterruptedException {
      return target.run(task, side);
    }
  }

  @Override
  public void close() {
    try {
      opened.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
