package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ProtocolBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.gatling.StopReason;
import tidemark.gatling.Stopper;
import tidemark.record.Gauges;
import tidemark.record.GeneratorRecorder;
import tidemark.record.Mark;
import tidemark.record.Marks;
import tidemark.record.RunHeader;
import tidemark.record.RunPhase;
import tidemark.record.Ticker;
import tidemark.report.HtmlReport;
import tidemark.settings.Places;

/** How long the parts of a run get to end. */
class RunEndingTest {
  private static final StopReason SIGNAL = StopReason.stopped("a signal");

  @TempDir Path folder;
  private long nowNanos;
  private final Grace grace = new Grace(() -> nowNanos);
  private final List<Double> left = new ArrayList<>();
  private final Marks marks = new Marks();
  private final Ticker ticker =
      new Ticker(
          new RunHeader(
              "X",
              Instant.EPOCH,
              Path.of("x"),
              Duration.ZERO,
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          Gauges.NONE,
          marks);

  private void secondsPass(double seconds) {
    nowNanos += Math.round(seconds * 1e9);
  }

  /** A part that takes its time to end. */
  private record Part(Consumer<Grace> ending, Consumer<Boolean> finishing) implements RunPart {
    @Override
    public Map<String, String> versions() {
      return Map.of();
    }

    @Override
    public int users() {
      return 0;
    }

    @Override
    public List<PopulationBuilder> populations(Stopper stopper) {
      return List.of();
    }

    @Override
    public List<ProtocolBuilder> protocols(Stopper stopper) {
      return List.of();
    }

    @Override
    public List<String> rowNames() {
      return List.of();
    }

    @Override
    public List<String> gateNames() {
      return List.of();
    }

    @Override
    public Gauges gauges() {
      return Gauges.NONE;
    }

    @Override
    public Duration warmup() {
      return Duration.ZERO;
    }

    @Override
    public Duration begun(long nowNanos) {
      return Duration.ZERO;
    }

    @Override
    public void close(StopReason reason) {}

    @Override
    public void drain(Grace grace) {
      ending.accept(grace);
    }

    @Override
    public void finish(boolean stopped, CompletableFuture<String> outOfTime) {
      finishing.accept(stopped);
    }

    @Override
    public PartReport report() {
      return new PartReport(
          List.of(), List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public boolean keepsData() {
      return false;
    }
  }

  /** Ends in so many seconds, if it may. */
  private RunPart taking(double seconds) {
    return new Part(
        given -> {
          left.add(given.leftNanos() / 1e9);
          secondsPass(seconds);
        },
        stopped -> {});
  }

  private RunEnding ending(RunPart... parts) {
    GeneratorRecorder generator = new GeneratorRecorder();
    return new RunEnding(
        List.of(parts),
        new RunReports(
            "X",
            Instant.EPOCH,
            1,
            folder,
            List.of(parts),
            generator,
            ticker::timeline,
            new HtmlReport(List.of())),
        generator,
        ticker,
        marks,
        grace,
        FailFast.from(new Places(folder).load()));
  }

  /** What the first part has begun last is not cut off by its having taken long. */
  @Test
  void asPlannedEachPartHasItsWholeTime() {
    ending(taking(4.9), taking(1)).drain(StopReason.PLANNED);

    assertThat(left).containsExactly(5.0, 5.0);
    assertThat(grace.hurried()).isNotDone();
  }

  @Test
  void onASignalAllHaveALittleTogether() {
    RunEnding ending = ending(taking(1), taking(2), taking(0));

    ending.drain(SIGNAL);

    assertThat(left).containsExactly(3.0, 2.0, 0.5);
    assertThat(ending.report().failures()).containsExactly("stopped: a signal");
  }

  @Test
  void aRunThatIsBrokenOffHasItsWholeTime() {
    RunEnding ending = ending(taking(4.9), taking(1));

    ending.drain(StopReason.brokenOff("the first error"));
    ending.finish(StopReason.brokenOff("the first error"));

    assertThat(left).containsExactly(5.0, 5.0);
    assertThat(ending.report().failures()).containsExactly("stopped: the first error");
  }

  @Test
  void aSignalShortensTheEndOfOneThatIsBrokenOff() {
    RunEnding ending = ending(taking(0));

    ending.drain(StopReason.brokenOff("the first error"));
    ending.hurry(SIGNAL);
    ending.finish(StopReason.brokenOff("the first error"));

    assertThat(grace.hurried()).isDone();
    assertThat(ending.report().failures()).containsExactly("stopped: the first error");
  }

  @Test
  void aSignalShortensAPlannedEnd() {
    List<RunEnding> running = new ArrayList<>();
    RunPart interrupted =
        new Part(
            given -> {
              secondsPass(1);
              running.get(0).hurry(SIGNAL);
              left.add(given.leftNanos() / 1e9);
              secondsPass(2.9);
              assertThat(given.isOver()).isFalse();
              secondsPass(0.1);
              assertThat(given.isOver()).isTrue();
            },
            stopped -> {});
    running.add(ending(interrupted, taking(0)));

    running.get(0).drain(StopReason.PLANNED);

    assertThat(left).containsExactly(3.0, 0.5);
    assertThat(grace.hurried()).isDone();
  }

  /** Other parts may take long after it. */
  @Test
  void aSignalThatComesWhenAPartHasEndedIsNotLost() {
    List<Boolean> stopped = new ArrayList<>();
    RunEnding ending = ending(new Part(given -> {}, stopped::add));
    ending.drain(StopReason.PLANNED);

    ending.hurry(SIGNAL);
    ending.finish(StopReason.PLANNED);

    assertThat(stopped).containsExactly(true);
    assertThat(ending.report().failures()).containsExactly("stopped: a signal");
  }

  @Test
  void nobodyHasStoppedARunThatCameToItsEnd() {
    List<Boolean> stopped = new ArrayList<>();
    RunEnding ending = ending(new Part(given -> {}, stopped::add));
    ending.drain(StopReason.PLANNED);

    ending.finish(StopReason.PLANNED);

    assertThat(stopped).containsExactly(false);
    assertThat(ending.report().failures()).isEmpty();
  }

  @Test
  void theReportHasTheTimelineWithTheEnd() {
    RunEnding ending = ending(taking(0));
    ending.begun(System.nanoTime());

    ending.drain(SIGNAL);

    assertThat(ending.report().timeline().ticks()).isNotEmpty();
    assertThat(ending.report().timeline().marks())
        .singleElement()
        .returns(Mark.Kind.STOP, Mark::kind)
        .returns(false, Mark::good)
        .returns("a signal", Mark::text);
    assertThat(ticker.latest().phase()).isEqualTo(RunPhase.FINISHING);
    ending.finish(SIGNAL);
    assertThat(ticker.latest().phase()).isEqualTo(RunPhase.OVER);
  }

  @Test
  void aSignalGivesNobodyMoreTime() {
    Grace late = grace.next();
    secondsPass(4.5);

    grace.hurry();

    assertThat(late.leftNanos()).isEqualTo(500_000_000);
  }
}
