package tidemark.run;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ProtocolBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tidemark.gatling.StopReason;
import tidemark.gatling.Stopper;
import tidemark.record.Gauges;

/**
 * What a run does at one target. All but {@link #report} and {@link #keepsData} are called in the
 * order in which they stand here, once each.
 */
interface RunPart {
  /** Of the target, by name. */
  Map<String, String> versions();

  /** Virtual users whom the run waits for; a crowd that tells of its own end may count as one. */
  int users();

  List<PopulationBuilder> populations(Stopper stopper);

  List<ProtocolBuilder> protocols(Stopper stopper);

  /** The rows that {@link PartReport} will have at the end, its thresholds left out. */
  List<String> rowNames();

  /** The names of its thresholds. */
  List<String> gateNames();

  /** Where it can be looked at while the run goes on. */
  Gauges gauges();

  /** The time at the start that is in no figure. */
  Duration warmup();

  /** The run begins. */
  Duration begun(long nowNanos);

  /** No new operation starts from now on, for this reason. */
  void close(StopReason reason);

  /** Waits for what is under way, and ends it when its time is over. */
  void drain(Grace grace);

  /**
   * Looks at what the run has done, and writes the files of its own.
   *
   * @param stopped true if somebody has ended the run, be it since the call of {@link #drain}
   * @param outOfTime completes when there is no more time for it, with the reason
   */
  void finish(boolean stopped, CompletableFuture<String> outOfTime);

  /** What is known by now. */
  PartReport report();

  /** True if the data that the run has made are to stay. */
  boolean keepsData();
}
