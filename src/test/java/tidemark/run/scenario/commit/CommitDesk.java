package tidemark.run.scenario.commit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorClass;
import tidemark.run.scenario.CaseCall;
import tidemark.sql.Plan;
import tidemark.sql.Rows;
import tidemark.sql.Sql;
import tidemark.sql.SqlEngine;
import tidemark.sql.SqlFailure;
import tidemark.workload.Commit;
import tidemark.workload.CommitAttempt;
import tidemark.workload.CommitLog;
import tidemark.workload.Digest;

/**
 * Where a case orders its commits, each with a message that no other has, and has them looked up
 * again. For one thread.
 */
public final class CommitDesk {
  /** The names of cases that order commits are older than groups. */
  static final String GROUP = "commit";

  private static final int TRIES = 3;

  /** Messages may be large: of all that are stored, one at a time is held, and digests are kept. */
  private static final int ONE_BY_ONE = 1;

  private static final Sql HERE = new Sql("here", "SELECT 1");
  private static final int DIGITS = 6;
  private static final String TEXT = " what the tide brought in, and what it took out again";

  private final CommitLog log;
  private final int branches;
  private final SqlEngine engine;
  private final CommitRetries retries;
  private final String tag;
  private final Plan<Commit, CommitAttempt> plain;
  private final Plan<String, Found> lookUp;
  private final List<CommitOutcome> outcomes = new ArrayList<>();
  private volatile @Nullable SqlFailure lastFailure;
  private int ordered;

  /** All commits of a desk that are stored. */
  private static final class Found {
    private final String like;
    private final List<StoredCommit> commits = new ArrayList<>();

    Found(String tag) {
      like = tag + "%";
    }

    void read(Rows rows) {
      commits.addAll(rows.list(row -> new StoredCommit(row.text(1), Digest.of(row.text(2)))));
    }
  }

  /**
   * A desk.
   *
   * @param name of the case
   */
  public CommitDesk(CommitPlace place, SqlEngine engine, String name) {
    this.log = place.log();
    this.branches = place.branches();
    this.retries = new CommitRetries(log, place.retries());
    this.engine = engine;
    this.tag = "%s_%s_".formatted(place.tag(), name.replace('-', '_'));
    plain =
        log.commit(Plan.<Commit, CommitAttempt>of("commit", CommitAttempt::new).begin())
            .commit()
            .build();
    lookUp =
        Plan.<String, Found>of("look-up", Found::new).beginReading().stream(
                log.stored(), ONE_BY_ONE, (found, params) -> params.text(found.like), Found::read)
            .commit()
            .build();
  }

  /**
   * Makes the branches by one commit on each, none of which is in any figure. The first one on a
   * branch may collide, and is tried again.
   */
  public void openBranches() throws InterruptedException, ExecutionException {
    for (int branch = 0; branch < branches; branch++) {
      int tries = 0;
      CommitOutcome outcome;
      do {
        outcome = commit(branch);
        tries++;
      } while (outcome.isOf(ErrorClass.RETRY) && tries < TRIES);
    }
  }

  /** Makes a commit on a branch, with an id that is made for it. */
  public CommitOutcome commit(int branch) throws InterruptedException, ExecutionException {
    return await(order(branch));
  }

  /** Makes a commit on a branch, with this text at the end of its message. */
  public CommitOutcome commit(int branch, String text)
      throws InterruptedException, ExecutionException {
    return await(order(next(branch, text), plain));
  }

  /** Characters of a message before its text. */
  public int head() {
    return tag.length() + DIGITS;
  }

  /** Makes a commit on a branch, with an id of our own. */
  CommitOutcome commitNamed(int branch) throws InterruptedException, ExecutionException {
    Commit commit = next(branch);
    Commit named = new Commit(commit.branch(), commit.message(), tag + "id_" + ordered);
    return await(order(named, plain));
  }

  /** Orders a commit on a branch. */
  public CompletableFuture<CommitOutcome> order(int branch) {
    return order(next(branch), plain);
  }

  /** What a branch is called. */
  public String branch(int branch) {
    return tag + "branch_" + branch;
  }

  /**
   * Orders so many commits, each on a branch of its own, none of which goes on before all have a
   * connection or have failed: so each has one of its own.
   *
   * @param within the longest that one waits for the others; then it has failed
   */
  public List<CompletableFuture<CommitOutcome>> orderAtOnce(int commits, Duration within) {
    List<CompletableFuture<Boolean>> here =
        Stream.generate(CompletableFuture<Boolean>::new).limit(commits).toList();
    CompletableFuture<Void> all = CompletableFuture.allOf(here.toArray(CompletableFuture[]::new));
    List<CompletableFuture<CommitOutcome>> orders = new ArrayList<>();
    for (int i = 0; i < commits; i++) {
      CompletableFuture<Boolean> self = here.get(i);
      Plan<Commit, CommitAttempt> plan =
          log.commit(
                  Plan.<Commit, CommitAttempt>of("commit-at-once", CommitAttempt::new)
                      .begin()
                      .query(HERE, (attempt, rows) -> meet(self, all, within)))
              .commit()
              .build();
      orders.add(order(next(i), plan).whenComplete((outcome, error) -> self.complete(true)));
    }
    return orders;
  }

  private static void meet(
      CompletableFuture<Boolean> self, CompletableFuture<Void> all, Duration within) {
    self.complete(true);
    try {
      all.get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException("the others have no connection", e);
    }
  }

  /** Orders a commit on a branch that makes a table, or anything else, in its transaction. */
  public CompletableFuture<CommitOutcome> order(int branch, Sql... changes) {
    Plan.Builder<Commit, CommitAttempt> plan =
        Plan.<Commit, CommitAttempt>of("commit-change", CommitAttempt::new).begin();
    for (Sql change : changes) {
      plan.update(change, (attempt, params) -> {});
    }
    return order(next(branch), log.commit(plan).commit().build());
  }

  private CompletableFuture<CommitOutcome> order(Commit commit, Plan<Commit, CommitAttempt> plan) {
    long start = System.nanoTime();
    return retries
        .run(commit.branch(), () -> CaseCall.submit(engine, plan, commit))
        .thenApply(tried -> outcome(commit, tried, System.nanoTime() - start));
  }

  private CommitOutcome outcome(Commit commit, CommitRetries.Tried tried, long nanos) {
    CaseCall.End<CommitAttempt> end = tried.end();
    end.failure().ifPresent(failure -> lastFailure = failure);
    return new CommitOutcome(
        new Commit(commit.branch(), Digest.of(commit.message()), commit.customId()),
        end.state().map(CommitAttempt::id),
        end.failure().map(log::kind),
        nanos,
        tried.retries());
  }

  private Commit next(int branch) {
    return next(branch, TEXT);
  }

  private Commit next(int branch, String text) {
    ordered++;
    String head = tag + "%0" + DIGITS + "d";
    return new Commit(branch(branch), head.formatted(ordered) + text, "");
  }

  /** Waits for a commit; {@link #check} knows those only that were waited for. */
  public CommitOutcome await(CompletableFuture<CommitOutcome> order)
      throws InterruptedException, ExecutionException {
    CommitOutcome outcome = order.get();
    outcomes.add(outcome);
    return outcome;
  }

  /** How the last one that failed did so. */
  public Optional<SqlFailure> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  /**
   * Holds all commits against what is stored.
   *
   * @throws IllegalStateException if it cannot be read
   */
  public CommitCheck check() throws InterruptedException, ExecutionException {
    return CommitCheck.of(outcomes, CaseCall.get(engine, lookUp, tag).commits);
  }
}
