package tidemark.run.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.record.Figures;
import tidemark.record.ScenarioResult;
import tidemark.report.CaseLines;

/** One case on a thread of its own, from its begin to its end, at its limit at the latest. */
final class CaseRun {
  private static final Logger LOG = LoggerFactory.getLogger(CaseRun.class);

  /**
   * What a case has opened is closed within that time, or left: more than an engine takes that has
   * to give up its connections.
   */
  static final Duration CLOSING = Duration.ofSeconds(15);

  /** A thread whose site is closed ends within that time, or is left. */
  static final Duration ENDING = Duration.ofSeconds(5);

  private final Case tried;
  private final CaseSite site;
  private final CompletableFuture<String> stopped;
  private final Duration closing;
  private final CompletableFuture<Observation> seen = new CompletableFuture<>();

  /**
   * A case to be tried.
   *
   * @param site closed at the end
   * @param stopped completes, with the reason, if the run ends meanwhile
   * @param closing how long that may take
   */
  CaseRun(Case tried, CaseSite site, CompletableFuture<String> stopped, Duration closing) {
    this.tried = tried;
    this.site = site;
    this.stopped = stopped;
    this.closing = closing;
  }

  /** Tries it, and waits for its end. */
  ScenarioResult result() {
    long start = System.nanoTime();
    Thread thread = start(this::tryIt, "case");
    Observation observed = await();
    thread.interrupt();
    // A server that hangs lets nobody close: neither this case nor the run waits for it.
    if (!ends(start(site::close, "close"), closing)) {
      observed = unclosed(observed);
    }
    if (!ends(thread, ENDING)) {
      LOG.error("the thread of case {} does not end", tried.name());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    ScenarioResult result = result(tried, observed, seconds);
    System.out.println(" " + CaseLines.over(result));
    return result;
  }

  private Thread start(Runnable work, String what) {
    Thread thread = new Thread(work, "tidemark-%s-%s".formatted(what, tried.name()));
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private Observation unclosed(Observation seen) {
    String limit = Figures.millis(closing.toNanos() / 1e6);
    return Observation.of(
        seen.text(), List.of("what it opened is not closed within " + limit), seen.figures());
  }

  private void tryIt() {
    try {
      seen.complete(tried.run(site));
    } catch (Exception | Error e) {
      if (!seen.isDone()) {
        LOG.warn("case {} threw", tried.name(), e);
      }
      seen.complete(Observation.failed("ended by " + e.toString().replaceAll("\\s+", " ")));
    }
  }

  /** Whoever waits too long completes it: what the case sees of its own end does not count. */
  private Observation await() {
    try {
      CompletableFuture.anyOf(seen, stopped).get(tried.limit().toNanos(), TimeUnit.NANOSECONDS);
      seen.complete(Observation.skipped("broken off: " + stopped.getNow("")));
    } catch (TimeoutException e) {
      String limit = Figures.millis(tried.limit().toNanos() / 1e6);
      seen.complete(Observation.failed("not over within its limit of " + limit));
    } catch (InterruptedException | ExecutionException e) {
      seen.complete(Observation.failed("ended by " + e));
    }
    return seen.join();
  }

  private static boolean ends(Thread thread, Duration longest) {
    try {
      thread.join(longest.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  static ScenarioResult result(Case tried, Observation seen, double seconds) {
    return new ScenarioResult(
        tried.name(), tried.expected(), seen.text(), seen.verdict(), seconds, seen.figures());
  }
}
