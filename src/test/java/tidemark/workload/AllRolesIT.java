package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tidemark.sql.SqlDialect;

/** All five roles at once, two users each, on one bank: nothing breaks, and all adds up. */
class AllRolesIT extends OnEachDatabase {
  private static final int USERS = 2;
  private static final int TURNS = 40;
  private static final Set<Role> WRITERS =
      EnumSet.of(Role.INSERTER, Role.TRANSFERRER, Role.DELETER);

  private record Done(Role role, Ran<?> ran) {
    boolean isCommit() {
      return WRITERS.contains(role) && ran.isOperation();
    }
  }

  AllRolesIT(SqlDialect dialect) {
    super(dialect);
  }

  @Test
  void theirRunAddsUp() throws Exception {
    bank.insert(bank.user(0), 60);

    Queue<Done> done = runAll(new Staff(bank, 200, LockOrder.PICKED));

    assertThat(done)
        .hasSize(Role.values().length * USERS * TURNS)
        .filteredOn(one -> !one.ran().isOperation())
        .allMatch(one -> one.ran().failureKind().expected());
    assertThat(done.stream().filter(one -> one.ran().isOperation()))
        .extracting(Done::role)
        .contains(Role.values());
    Audited audit = bank.audit();
    assertThat(audit.broken()).isEmpty();
    assertThat(audit.ok()).isTrue();
    assertThat(audit.figure("acknowledged", "acknowledged"))
        .as("with the first batch")
        .isEqualTo(1 + done.stream().filter(Done::isCommit).count());
    assertThat(audit.figure("money", "accounts")).isEqualTo(bank.ledger().accounts());
  }

  private Queue<Done> runAll(Staff staff) throws Exception {
    Queue<Done> done = new ConcurrentLinkedQueue<>();
    List<Future<?>> users = new ArrayList<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    for (Role role : Role.values()) {
      for (int i = 0; i < USERS; i++) {
        Teller user = bank.user(1 + users.size());
        users.add(
            threads.submit(
                () -> {
                  for (int turn = 0; turn < TURNS; turn++) {
                    done.add(new Done(role, bank.run(staff.next(role, user))));
                  }
                }));
      }
    }
    threads.shutdown();
    for (Future<?> user : users) {
      user.get(60, TimeUnit.SECONDS);
    }
    return done;
  }
}
