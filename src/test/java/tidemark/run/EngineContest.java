package tidemark.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorKind;
import tidemark.record.CpuReading;
import tidemark.record.Recorder;
import tidemark.record.Sample;
import tidemark.record.TurnFigures;
import tidemark.record.TurnRecorder;
import tidemark.record.Turns;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;
import tidemark.sql.SqlEngine;

/**
 * All engines take turns at the work of the same users on the same bank. One thread says whose turn
 * it is, and reads the clocks.
 */
final class EngineContest implements AutoCloseable {
  private static final String ROUNDS = "db.compare.rounds";
  private static final String SETTLE = "db.compare.settle";

  /** Each is to have been compiled before it is measured. */
  private static final Duration WARMUP_TURN = Duration.ofMillis(500);

  private static final List<EngineKind> KINDS = List.of(EngineKind.values());

  private final Turns turns;
  private final TurnRecorder recorder;
  private final AlternatingEngine engine = new AlternatingEngine();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "tidemark-turns");
            thread.setDaemon(true);
            return thread;
          });
  private int taker = Turns.NOBODY;
  private @Nullable CpuReading settled;

  /** A contest of engines that are opened later. */
  EngineContest(Turns turns) {
    this.turns = turns;
    this.recorder =
        new TurnRecorder(
            turns, KINDS.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList());
  }

  /**
   * What is asked for.
   *
   * @throws SettingsException if it is one engine only, or turns that are too short
   */
  static EngineContest from(Settings settings, DatabaseSettings database) {
    if (database.engine() != EngineKind.ASYNC) { // which needs more than the other
      throw settings.refuse(EngineKind.KEY, "async, which takes turns with jdbc here");
    }
    int rounds = settings.integer(ROUNDS);
    Duration turn = database.time().dividedBy((long) rounds * KINDS.size());
    Duration settle = settings.duration(SETTLE);
    if (settle.multipliedBy(2).compareTo(turn) > 0) {
      throw settings.refuse(
          SETTLE,
          "at most half of a turn, which is db.seconds / (%d engines * %s = %d): %d ms"
              .formatted(KINDS.size(), ROUNDS, rounds, turn.toMillis()));
    }
    return new EngineContest(new Turns(KINDS.size(), rounds, turn, settle));
  }

  /**
   * Opens every engine.
   *
   * @throws SQLException if one cannot connect
   */
  SqlEngine open(DatabaseTarget target, DatabaseSettings database) throws SQLException {
    try {
      for (EngineKind kind : KINDS) {
        engine.add(kind.open(target, database));
      }
      return engine;
    } catch (SQLException e) {
      engine.close();
      throw e;
    }
  }

  AlternatingEngine engine() {
    return engine;
  }

  /** Tells both what it is told. */
  Recorder beside(Recorder other) {
    return new Recorder() {
      @Override
      public void sample(Sample sample) {
        recorder.sample(sample);
        other.sample(sample);
      }

      @Override
      public void error(String role, ErrorKind kind, String message, long startNanos) {
        recorder.error(role, kind, message, startNanos);
        other.error(role, kind, message, startNanos);
      }
    };
  }

  /** The run begins. */
  void begin(long nowNanos, Duration warmup) {
    recorder.begin(nowNanos + warmup.toNanos());
    for (int i = 0; WARMUP_TURN.multipliedBy(i).compareTo(warmup) < 0; i++) {
      int number = i % KINDS.size();
      after(WARMUP_TURN.multipliedBy(i), () -> engine.turn(number));
    }
    for (int i = 0; i < turns.count(); i++) {
      Duration start = warmup.plus(turns.turn().multipliedBy(i));
      int number = turns.taker(i);
      after(start, () -> turn(number));
      after(start.plus(turns.settle()), this::settled);
    }
    after(warmup.plus(turns.length()), this::over);
  }

  private void after(Duration delay, Runnable task) {
    clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized void turn(int number) {
    over();
    taker = number;
    engine.turn(number);
  }

  private synchronized void settled() {
    settled = CpuReading.now();
  }

  private synchronized void over() {
    if (settled != null) {
      recorder.over(taker, settled, CpuReading.now());
      settled = null;
    }
  }

  /** No new operation starts from now on: the last turn is over. */
  @Override
  public void close() {
    clock.shutdownNow();
    over();
  }

  List<TurnFigures> figures() {
    return recorder.figures();
  }

  /** Why there is nothing to compare, a line each. */
  List<String> failures() {
    return figures().stream()
        .filter(figures -> figures.samples().operations() == 0)
        .map(figures -> "no operation at all in the turns of " + figures.name())
        .toList();
  }
}
