package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidemark.sql.SqlDialect;

class RolesTest {
  /** An audit that begins before a user does must know of it. */
  @Test
  void whoeverWillWriteIsInTheLedgerBeforeTheLoad() {
    Ledger ledger = new Ledger(SqlDialect.SQLITE);
    RoleSettings settings =
        new RoleSettings(
            1,
            Map.of(Role.INSERTER, 2, Role.READER, 5, Role.CHECKER, 1, Role.DELETER, 3),
            Duration.ZERO,
            0,
            20,
            LockOrder.ID);
    AccountFeeder accounts = new AccountFeeder(1, List.of("quay"));

    new Roles(settings, SqlDialect.SQLITE, ledger, accounts, role -> true).populations();

    assertThat(ledger.expected())
        .extracting(CommitCounter.Expected::writer)
        .containsExactly(0, 1, 8, 9, 10);
  }
}
