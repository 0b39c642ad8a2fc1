package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.testdb.TestEngine;

/** Accounts are retired by whatever plan PostgreSQL chooses. */
class RetirePlanIT extends WithBank {
  RetirePlanIT() {
    super(SqlDialect.POSTGRESQL);
  }

  /** A join that reads its inner side again would find further accounts there, and delete them. */
  @Test
  void noPlanRetiresMoreThanItWasAskedTo() throws SQLException {
    Teller user = bank.user(1);
    bank.insert(user, 100);
    for (String way : List.of("hashjoin", "mergejoin", "hashagg", "sort", "material")) {
      bank.execute("ALTER DATABASE %s SET enable_%s = off".formatted(bank.database().name(), way));
    }
    bank.execute("ANALYZE");
    Inserter inserter = new Inserter(dialect, bank.ledger(), 100);

    try (SqlEngine restricted = TestEngine.open(bank.database(), 1)) {
      BankUnderTest.start(restricted, inserter.work(user.nextTurn(), bank.accounts(20)))
          .join()
          .reached();
    }

    assertThat(bank.number("SELECT COUNT(*) FROM tidemark_account")).isEqualTo(100);
  }
}
