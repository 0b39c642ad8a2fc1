package tidemark.run.scenario.connection;

import java.util.List;
import tidemark.fault.Borrowing;
import tidemark.record.Figures;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.sql.Loan;
import tidemark.sql.SqlPool;

/**
 * A borrower who does not give back, while others work on.
 *
 * @param size of the pool, 2 or more
 */
public record PoolLeak(Pools pools, int size) implements Case {
  private static final String LEAKER = "borrower-that-leaks";
  private static final int ROUNDS = 3;

  @Override
  public String name() {
    return "connection-leak";
  }

  @Override
  public String expected() {
    return "while one connection of %d is not given back, others work with %d; the pool names who"
            .formatted(size, size - 1)
        + " has it, and is whole when it comes back";
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    PoolTrial trial = PoolTrial.open(site, pools, name(), size);
    Borrowing leaked = trial.hold(LEAKER);
    for (int round = 1; round < ROUNDS; round++) {
      release(trial.hold("worker-" + round, size - 1));
    }
    List<Borrowing> workers = trial.hold("worker-" + ROUNDS, size - 1);
    trial.refuse("late", 1);
    release(workers);
    List<Loan> leaks = leaksAmongWorkers(trial);
    List<String> borrowers = leaks.stream().map(Loan::borrower).toList();
    if (!borrowers.equals(List.of(LEAKER))) {
      trial.breaks("leaks found: of %s, not of %s".formatted(Loan.borrowers(leaks), LEAKER));
    }
    leaked.release();
    trial.checkWhole();
    double millis = leaks.stream().mapToDouble(one -> one.held().toNanos() / 1e6).max().orElse(0);
    trial.figure("leaked_by", borrowers);
    trial.figure("leaked_for_ms", millis);
    return trial.observation(
        "leak of %s, found after %s; %d worked on"
            .formatted(Loan.borrowers(leaks), Figures.millis(millis), size - 1));
  }

  /**
   * Looks while others work. Nobody's work takes as long as others are ready to wait for it; here
   * it is done after the look, for it takes its time on a server far away.
   */
  private List<Loan> leaksAmongWorkers(PoolTrial trial) throws Exception {
    SqlPool pool = trial.pool();
    List<Borrowing> workers = trial.borrow("worker-at-work", size - 1);
    for (Borrowing worker : workers) {
      trial.ends(worker);
    }
    List<Loan> loans = pool.loans();
    for (Borrowing worker : workers) {
      trial.mustHold(worker);
    }
    release(workers);
    return loans.stream()
        .filter(loan -> loan.held().compareTo(pool.acquireTimeout()) >= 0)
        .toList();
  }

  private static void release(List<Borrowing> workers) throws Exception {
    for (Borrowing worker : workers) {
      worker.release();
    }
  }
}
