package tidemark.run.scenario;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import tidemark.sql.Plan;
import tidemark.sql.SqlCall;
import tidemark.sql.SqlEngine;
import tidemark.sql.SqlFailure;

/** One attempt at a plan, to be waited for. */
public final class CaseCall<I, S> implements SqlCall<I, S> {
  private final Plan<I, S> plan;
  private final I input;
  private final CompletableFuture<End<S>> end = new CompletableFuture<>();

  /**
   * How it ended.
   *
   * @param state after success
   * @param failure if there was none
   */
  public record End<S>(Optional<S> state, Optional<SqlFailure> failure) {}

  private CaseCall(Plan<I, S> plan, I input) {
    this.plan = plan;
    this.input = input;
  }

  /** Starts it; cancelled if the engine is closed before it has run. */
  public static <I, S> CompletableFuture<End<S>> submit(
      SqlEngine engine, Plan<I, S> plan, I input) {
    CaseCall<I, S> call = new CaseCall<>(plan, input);
    engine.submit(call);
    return call.end;
  }

  /**
   * Waits for the state that it ends with.
   *
   * @throws IllegalStateException if it fails; says why
   */
  public static <I, S> S get(SqlEngine engine, Plan<I, S> plan, I input)
      throws InterruptedException, ExecutionException {
    End<S> end = submit(engine, plan, input).get();
    String why = end.failure().map(CaseCall::line).orElse("");
    return end.state().orElseThrow(() -> new IllegalStateException(plan.name() + ": " + why));
  }

  /** Its name, and what the database said of it, in one line. */
  public static String line(SqlFailure failure) {
    return (failure.kind().category() + ", " + failure.message()).replaceAll("\\s+", " ");
  }

  @Override
  public Plan<I, S> plan() {
    return plan;
  }

  @Override
  public I input() {
    return input;
  }

  @Override
  public void acquired(long waitedNanos) {}

  @Override
  public void succeeded(S state) {
    end.complete(new End<>(Optional.of(state), Optional.empty()));
  }

  @Override
  public void failed(SqlFailure failure) {
    end.complete(new End<>(Optional.empty(), Optional.of(failure)));
  }

  @Override
  public void rejected() {
    end.cancel(false);
  }
}
