package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.sql.SqlDialect;

/** One seed makes one run: the same turns do the same work, on whatever database. */
class DeterminismIT {
  private static final int ROUNDS = 30;

  @TempDir Path folder;

  /** All that a run left behind, row by row, and how each of its turns ended. */
  private record Left(
      List<List<@Nullable Object>> ledger,
      List<List<@Nullable Object>> accounts,
      List<List<@Nullable Object>> transfers,
      List<String> read) {}

  /** The five roles take turns. */
  private Left run(SqlDialect dialect, long seed) throws SQLException {
    try (BankUnderTest bank = BankUnderTest.open(dialect, folder, seed)) {
      Staff staff = new Staff(bank, 100, LockOrder.PICKED);
      Map<Role, Teller> users = new EnumMap<>(Role.class);
      List<String> read = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        for (Role role : Role.values()) {
          Teller user = users.computeIfAbsent(role, one -> bank.user(users.size()));
          Witness<?, ?> watched = Witness.of(staff.next(role, user));
          bank.run(watched.work()).reached();
          watched.seen().forEach(query -> read.add(query.toString()));
        }
      }
      return new Left(
          bank.ledgerRows(),
          bank.everyAccount(),
          bank.rows("SELECT * FROM tidemark_transfer ORDER BY writer, number, attempt"),
          read);
    }
  }

  private static void assertAllDone(Left left) {
    assertThat(left.ledger().stream().map(row -> Objects.requireNonNull(row.get(4))).distinct())
        .containsExactlyInAnyOrder("deposit", "transfer", "removal");
    assertThat(left.accounts()).hasSizeBetween(80, 100);
    assertThat(left.transfers()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void twoRunsWithOneSeedAreTheSame(SqlDialect dialect) throws SQLException {
    Left first = run(dialect, 42);
    Left second = run(dialect, 42);

    assertAllDone(first);
    assertThat(second.ledger()).isEqualTo(first.ledger());
    assertThat(second.accounts()).isEqualTo(first.accounts());
    assertThat(second.transfers()).isEqualTo(first.transfers());
    assertThat(second.read()).isEqualTo(first.read());
  }

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void anotherSeedIsAnotherRun(SqlDialect dialect) throws SQLException {
    Left first = run(dialect, 42);
    Left second = run(dialect, 43);

    assertThat(second.ledger()).isNotEqualTo(first.ledger());
    assertThat(second.accounts()).doesNotContainAnyElementsOf(first.accounts());
  }

  @Test
  void bothDatabasesHaveTheSameRun() throws SQLException {
    Left sqlite = run(SqlDialect.SQLITE, 42);
    Left postgresql = run(SqlDialect.POSTGRESQL, 42);

    assertThat(postgresql.ledger()).isEqualTo(sqlite.ledger());
    assertThat(postgresql.accounts()).isEqualTo(sqlite.accounts());
    assertThat(postgresql.transfers()).isEqualTo(sqlite.transfers());
    assertThat(postgresql.read()).isEqualTo(sqlite.read());
  }
}
