package tidemark.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.sql.Loan;
import tidemark.sql.PoolState;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlPool;
import tidemark.sql.jdbc.JdbcPool;
import tidemark.sql.jdbc.JdbcSettings;
import tidemark.testdb.Await;
import tidemark.testdb.TestDatabase;

/** Borrowers at a real pool, which knows who they are. */
class PoolHogIT {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;
  private SqlPool pool;

  @BeforeEach
  void open() throws SQLException {
    pool =
        JdbcPool.open(
            "two",
            TestDatabase.of(SqlDialect.SQLITE, folder).source(),
            SqlDialect.SQLITE,
            new JdbcSettings(2, LONG, LONG, Optional.empty()));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void whatIsHeldIsCountedAndGivenBack() throws Exception {
    try (PoolHog hog = new PoolHog(pool.source())) {
      Borrowing first = hog.borrow("first");
      assertThat(first.ends(LONG)).isTrue();
      Borrowing second = hog.borrow("second");
      assertThat(second.ends(LONG)).isTrue();
      assertThat(first.connection().orElseThrow()).isNotSameAs(second.connection().orElseThrow());
      assertThat(pool.state()).isEqualTo(new PoolState(2, 0, 0));
      assertThat(pool.loans()).extracting(Loan::borrower).containsExactly("first", "second");

      first.release();
      first.release();
      assertThat(pool.loans()).extracting(Loan::borrower).containsExactly("second");
      assertThat(hog.borrow("third").ends(LONG)).isTrue();
      assertThat(hog.peak()).isEqualTo(2);
      hog.release();
      assertThat(pool.state()).isEqualTo(new PoolState(0, 2, 0));
    }
  }

  @Test
  void closingEndsThoseWhoWaitAndLeavesNothingOut() throws Exception {
    PoolHog hog = new PoolHog(pool.source());
    List<Borrowing> holders = hog.borrow("holder", 2);
    for (Borrowing holder : holders) {
      assertThat(holder.ends(LONG)).isTrue();
    }
    Borrowing waiting = hog.borrow("waiting");
    Await.until("it waits", () -> pool.state().waiting() == 1);
    assertThat(waiting.ends(Duration.ZERO)).isFalse();
    assertThat(waiting.waitedNanos()).isZero();

    hog.close();

    assertThat(waiting.ends(LONG)).isTrue();
    Await.until("all are back", () -> pool.state().equals(new PoolState(0, 2, 0)));
    assertThat(waiting.connection()).isEmpty();
    assertThat(hog.peak()).isBetween(2, 3);
  }
}
