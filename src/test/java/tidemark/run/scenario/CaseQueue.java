package tidemark.run.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tidemark.record.CaseState;
import tidemark.record.Mark;
import tidemark.record.Marks;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;

/** Cases that are tried one after the other, and what came of each. Thread-safe. */
public final class CaseQueue {
  private final List<Case> cases;
  private final Supplier<CaseSite> sites;
  private final Marks marks;
  private final Duration closing;
  private final List<ScenarioResult> results = new CopyOnWriteArrayList<>();

  /** Null before the first and after the last. */
  private volatile @Nullable Case running;

  private final CompletableFuture<String> stopped = new CompletableFuture<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /**
   * A queue.
   *
   * @param sites one for each case
   * @param marks takes the begin and the end of each
   */
  public CaseQueue(List<Case> cases, Supplier<CaseSite> sites, Marks marks) {
    this(cases, sites, marks, CaseRun.CLOSING);
  }

  /**
   * The same.
   *
   * @param closing how long may be taken to close what a case has opened
   */
  CaseQueue(List<Case> cases, Supplier<CaseSite> sites, Marks marks, Duration closing) {
    this.marks = marks;
    this.cases = List.copyOf(cases);
    this.sites = sites;
    this.closing = closing;
  }

  /** The longest that all of them may take, the end of each with it. */
  public Duration limit() {
    Duration end = closing.plus(CaseRun.ENDING);
    return cases.stream().map(one -> one.limit().plus(end)).reduce(Duration.ZERO, Duration::plus);
  }

  /** Tries all of them; blocks until the last one is over. */
  public void run() {
    try {
      for (Case next : cases) {
        if (stopped.isDone()) {
          return;
        }
        marks.add(Mark.Kind.CASE, true, next.name());
        running = next;
        ScenarioResult result = new CaseRun(next, sites.get(), stopped, closing).result();
        results.add(result);
        marks.add(
            Mark.Kind.CASE,
            result.verdict() != Verdict.FAIL,
            "%s %s".formatted(result.name(), result.verdict()));
      }
    } finally {
      running = null;
      over.complete(null);
    }
  }

  /** All of them as they are now. */
  public List<CaseState> states() {
    List<ScenarioResult> known = List.copyOf(results);
    List<CaseState> states = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      Optional<ScenarioResult> result =
          i < known.size() ? Optional.of(known.get(i)) : Optional.empty();
      boolean tried = result.isEmpty() && one.equals(running);
      states.add(new CaseState(one.name(), one.expected(), tried, result));
    }
    return states;
  }

  /** Breaks off the case that is under way; those that follow are not tried. */
  public void stop(String why) {
    stopped.complete(why);
  }

  /** Waits so long for what is under way. */
  public void awaitEnd(Duration longest) {
    try {
      over.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // It is a daemon's: what it has opened is closed, or goes with the JVM.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One for each case, in their order; a case that has not come to its end is skipped. */
  public List<ScenarioResult> results() {
    List<ScenarioResult> all = new ArrayList<>(results);
    for (Case later : cases.subList(all.size(), cases.size())) {
      all.add(CaseRun.result(later, Observation.skipped("the run ended before"), 0));
    }
    return all;
  }
}
