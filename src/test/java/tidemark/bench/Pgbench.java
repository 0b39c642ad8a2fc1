package tidemark.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidemark.workload.Role;

/**
 * The transfer as a script of PostgreSQL's own pgbench. It knows the first 50 accounts by their
 * ids, moves small sums, and counts its commits from where it is told.
 */
record Pgbench(SqlTask task) implements Side {
  private static final Path PROGRAM = Path.of("/usr/bin/pgbench");

  private static final String SCRIPT =
      """
      \\set number :number + 1
      \\set writer :first_writer + :client_id
      \\set from random(1, 50)
      \\set second random(1, 49)
      \\set to case when :second < :from then :second else :second + 1 end
      \\set low least(:from, :to)
      \\set high greatest(:from, :to)
      \\set amount random(1, 100)
      SELECT id, balance FROM tidemark_account ORDER BY name LIMIT 50;
      BEGIN;
      SELECT id, balance FROM tidemark_account WHERE id = :low FOR UPDATE;
      SELECT id, balance FROM tidemark_account WHERE id = :high FOR UPDATE;
      UPDATE tidemark_account SET balance = balance - :amount WHERE id = :from
        RETURNING id, balance;
      UPDATE tidemark_account SET balance = balance + :amount WHERE id = :to
        RETURNING id, balance;
      INSERT INTO tidemark_transfer (writer, number, attempt, from_account, to_account, amount)
        VALUES (:writer, :number, 1, :from, :to, :amount);
      INSERT INTO tidemark_ledger (writer, number, attempt, line, kind, account, other, amount)
        VALUES (:writer, :number, 1, 0, 'transfer', :from, :to, :amount);
      END;
      """;

  private static final Pattern DONE =
      Pattern.compile("number of transactions actually processed: (\\d+)");
  private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");
  private static final Pattern PER_SECOND = Pattern.compile("tps = ([0-9.]+)");

  static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  @Override
  public String label() {
    return "pgbench";
  }

  @Override
  public Measured run() throws IOException, InterruptedException {
    Path script = task.result().resolveSibling("transfer.pgbench");
    Files.writeString(script, SCRIPT);
    Path console = task.result().resolveSibling("pgbench.txt");
    if (!task.warmup().isZero()) {
      Processes.run(command(script, task.warmup(), 1000), console, task.longest());
    }
    Processes.run(command(script, task.time(), 2000), console, task.longest());
    String said = Files.readString(console);
    long done = (long) number(DONE, said);
    return new Measured(
        Map.of(Role.TRANSFERRER.id(), done),
        done,
        (long) number(FAILED, said),
        done / number(PER_SECOND, said),
        Double.NaN,
        Double.NaN,
        Double.NaN);
  }

  private List<String> command(Path script, Duration time, int firstWriter) {
    URI server = URI.create(task.url().replaceFirst("^jdbc:", ""));
    return List.of(
        PROGRAM.toString(),
        "--host=" + server.getHost(),
        "--port=" + server.getPort(),
        "--username=" + task.user(),
        "--no-vacuum",
        "--protocol=prepared",
        "--client=" + task.work().users(Role.TRANSFERRER),
        "--jobs=" + Runtime.getRuntime().availableProcessors(),
        "--time=" + time.toSeconds(),
        "--max-tries=" + (Work.RETRIES + 1),
        "--define=number=0",
        "--define=first_writer=" + firstWriter,
        "--file=" + script,
        server.getPath().substring(1));
  }

  private static double number(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("pgbench said:\n" + text);
    }
    return Double.parseDouble(found.group(1));
  }
}
