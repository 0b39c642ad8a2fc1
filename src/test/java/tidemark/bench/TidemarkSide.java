package tidemark.bench;

import static tidemark.sql.SqlDsl.sql;

import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tidemark.record.DatabaseHeader;
import tidemark.record.Gauges;
import tidemark.record.Latency;
import tidemark.record.RunFigures;
import tidemark.record.RunRecorder;
import tidemark.record.SeriesFigures;
import tidemark.sql.SqlEngine;
import tidemark.sql.jdbc.JdbcEngine;
import tidemark.sql.jdbc.JdbcSettings;
import tidemark.workload.Ledger;
import tidemark.workload.LockOrder;
import tidemark.workload.Role;
import tidemark.workload.RoleSettings;
import tidemark.workload.Roles;

/** The work as Tidemark's users have it done: Gatling, the DSL, the engine and the recorder. */
public final class TidemarkSide extends Simulation {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final SqlTask task = SqlTask.ofThisJvm();
  private final Course course = new Course(task.warmup(), task.time(), task.counts());
  private final RunRecorder recorder = new RunRecorder();
  private final SqlEngine engine;
  private Optional<ViewWindows> windows = Optional.empty();

  public TidemarkSide() throws SQLException {
    Work work = task.work();
    engine =
        JdbcEngine.open(
            task.source(),
            task.dialect(),
            new JdbcSettings(Work.CONNECTIONS, TIMEOUT, TIMEOUT, Optional.empty()));
    Ledger ledger = new Ledger(task.dialect());
    ledger.accountsChanged(work.accounts());
    RoleSettings settings =
        new RoleSettings(
            Work.SEED, work.users(), Duration.ZERO, work.accountsMax(), Work.BATCH, LockOrder.ID);
    setUp(
            new Roles(
                    settings,
                    task.dialect(),
                    ledger,
                    FilledBank.feederBehind(work.accounts()),
                    course::goesOn)
                .populations())
        .protocols(
            sql(engine).recorder(recorder).retries(Work.RETRIES).users(this::begin, () -> {}));
  }

  private void begin() {
    course.begin();
    recorder.measureFrom(course.measuredFrom());
    beginWindows();
  }

  private synchronized void beginWindows() {
    if (windows.isPresent()) {
      return;
    }
    Map<String, Integer> users = new LinkedHashMap<>();
    task.work().users().forEach((role, count) -> users.put(role.id(), count));
    DatabaseHeader header =
        new DatabaseHeader(task.dialect().id(), "", engine.id(), task.url(), 3, users);
    windows =
        ViewWindows.begin(
            course,
            Gauges.of(new Gauges.OfDatabase(header, recorder, engine::poolUse)),
            () -> recorder.figures().all().operations());
  }

  @Override
  public void after() {
    long cpuNanos = course.cpuNanos();
    ViewWindows.close(windows);
    engine.close();
    RunFigures figures = recorder.figures();
    SeriesFigures all = figures.all();
    Map<String, Long> turns = new HashMap<>();
    for (Role role : Role.values()) {
      turns.put(role.id(), figures.role(role.id()).samples());
    }
    Latency latency = Latency.of(all.answered());
    try {
      new Measured(
              turns,
              all.operations(),
              all.failures(),
              figures.elapsedSeconds(),
              latency.median(),
              latency.p99(),
              cpuNanos / 1e3 / all.samples())
          .write(task.result());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
