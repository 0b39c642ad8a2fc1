package tidemark.run.scenario.commit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import tidemark.error.ErrorClass;
import tidemark.run.scenario.CaseCall;
import tidemark.workload.CommitAttempt;
import tidemark.workload.CommitLog;

/**
 * Tries commits again after errors of the retry class. Those of one branch that failed one another
 * would do so again, all but one each time: they are tried again one by one. Thread-safe.
 */
final class CommitRetries {
  private final CommitLog log;
  private final int most;
  private final Map<String, CompletableFuture<?>> last = new HashMap<>();

  /**
   * How a commit ended.
   *
   * @param end of its last try
   * @param retries tries after the first
   */
  record Tried(CaseCall.End<CommitAttempt> end, int retries) {}

  /**
   * Tries.
   *
   * @param most after the first, of each commit
   */
  CommitRetries(CommitLog log, int most) {
    this.log = log;
    this.most = most;
  }

  /** Tries a commit on a branch. */
  CompletableFuture<Tried> run(
      String branch, Supplier<CompletableFuture<CaseCall.End<CommitAttempt>>> attempt) {
    return run(branch, attempt, attempt.get(), 0);
  }

  private CompletableFuture<Tried> run(
      String branch,
      Supplier<CompletableFuture<CaseCall.End<CommitAttempt>>> attempt,
      CompletableFuture<CaseCall.End<CommitAttempt>> first,
      int retries) {
    return first.thenCompose(
        end ->
            retries < most && maySucceed(end)
                ? run(branch, attempt, inTurn(branch, attempt), retries + 1)
                : CompletableFuture.completedFuture(new Tried(end, retries)));
  }

  private boolean maySucceed(CaseCall.End<CommitAttempt> end) {
    return end.failure()
        .filter(failure -> log.kind(failure).errorClass() == ErrorClass.RETRY)
        .isPresent();
  }

  private synchronized <T> CompletableFuture<T> inTurn(
      String branch, Supplier<CompletableFuture<T>> attempt) {
    CompletableFuture<?> before = last.getOrDefault(branch, CompletableFuture.completedFuture(""));
    CompletableFuture<T> turn =
        before.handle((end, error) -> attempt.get()).thenCompose(Function.identity());
    last.put(branch, turn);
    return turn;
  }
}
