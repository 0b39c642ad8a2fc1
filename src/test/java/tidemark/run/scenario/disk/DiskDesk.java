package tidemark.run.scenario.disk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import tidemark.run.scenario.CaseCall;
import tidemark.sql.Plan;
import tidemark.sql.Rows;
import tidemark.sql.SqlEngine;
import tidemark.sql.SqlFile;

/** Writes batches, and knows what became of each. Used by one thread. */
final class DiskDesk {
  private static final int FETCH = 500;

  /** What is stored. */
  private static final class Found {
    final Map<Long, Integer> rows = new HashMap<>();
    long altered;

    void read(Rows stored) {
      while (stored.next()) {
        long batch = stored.integer(1);
        rows.merge(batch, 1, Integer::sum);
        String body = DiskBatch.body(batch, Math.toIntExact(stored.integer(2)));
        if (!body.equals(stored.text(3))) {
          altered++;
        }
      }
    }
  }

  private final SqlEngine engine;
  private final Plan<DiskBatch, DiskBatch> write;
  private final Plan<String, Found> lookUp;
  private final Plan<String, List<String>> integrity;
  private final Plan<String, String> throwBallast;
  private final List<DiskOutcome> outcomes = new ArrayList<>();
  private long written;

  DiskDesk(SqlEngine engine) {
    this(engine, writing(engine));
  }

  /** A desk that writes a batch in a way of its own. */
  DiskDesk(SqlEngine engine, Plan<DiskBatch, DiskBatch> write) {
    this.engine = engine;
    this.write = write;
    SqlFile sql = engine.dialect().file("disk");
    lookUp =
        Plan.<String, Found>of("stored", nothing -> new Found()).beginReading().stream(
                sql.get("stored"), FETCH, (found, params) -> {}, Found::read)
            .commit()
            .build();
    integrity =
        Plan.<String, List<String>>of("integrity", nothing -> new ArrayList<>())
            .query(
                engine.dialect().file("disk-integrity").get("broken"),
                (broken, rows) -> broken.addAll(rows.list(row -> row.text(1))))
            .build();
    throwBallast =
        Plan.<String, String>of("throw-ballast", nothing -> nothing)
            .begin()
            .update(sql.get("throw_ballast"), (nothing, params) -> {})
            .commit()
            .build();
  }

  /** One statement for each row: it is in the middle of a batch that the disk is full. */
  private static Plan<DiskBatch, DiskBatch> writing(SqlEngine engine) {
    Plan.Builder<DiskBatch, DiskBatch> plan =
        Plan.<DiskBatch, DiskBatch>of("write", batch -> batch).begin();
    for (int i = 0; i < DiskBatch.ROWS; i++) {
      int part = i;
      plan.update(
          engine.dialect().file("disk").get("write"),
          (batch, params) ->
              params
                  .integer(batch.number())
                  .integer(part)
                  .text(DiskBatch.body(batch.number(), part)));
    }
    return plan.commit().build();
  }

  /** Writes so many at once, and waits for all of them. */
  List<DiskOutcome> write(int batches) throws InterruptedException, ExecutionException {
    List<CompletableFuture<DiskOutcome>> orders = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      DiskBatch batch = new DiskBatch(written++);
      orders.add(
          CaseCall.submit(engine, write, batch)
              .thenApply(
                  end -> new DiskOutcome(batch.number(), end.failure().map(one -> one.kind()))));
    }
    List<DiskOutcome> ended = new ArrayList<>();
    for (CompletableFuture<DiskOutcome> order : orders) {
      ended.add(order.get());
    }
    outcomes.addAll(ended);
    return ended;
  }

  /**
   * Writes so many that nobody looks for again.
   *
   * @throws IllegalStateException if one cannot be written
   */
  void ballast(int batches) throws InterruptedException, ExecutionException {
    for (int i = 1; i <= batches; i++) {
      CaseCall.get(engine, write, new DiskBatch(-i));
    }
  }

  /**
   * Throws the ballast off.
   *
   * @throws IllegalStateException if that cannot be done
   */
  void throwBallast() throws InterruptedException, ExecutionException {
    CaseCall.get(engine, throwBallast, "");
  }

  /** How often each error was met. */
  Map<String, Long> errors() {
    Map<String, Long> errors = new TreeMap<>();
    for (DiskOutcome outcome : outcomes) {
      outcome.error().ifPresent(kind -> errors.merge(kind.category(), 1L, Long::sum));
    }
    return errors;
  }

  /**
   * Holds all batches against what is stored.
   *
   * @throws IllegalStateException if it cannot be read
   */
  DiskCheck check() throws InterruptedException, ExecutionException {
    Found found = CaseCall.get(engine, lookUp, "");
    return DiskCheck.of(outcomes, found.rows, found.altered);
  }

  /**
   * What the database itself finds to be broken in its files; empty when all is well.
   *
   * @throws IllegalStateException if it cannot look, which may be because something is
   */
  List<String> integrity() throws InterruptedException, ExecutionException {
    return CaseCall.get(engine, integrity, "");
  }
}
