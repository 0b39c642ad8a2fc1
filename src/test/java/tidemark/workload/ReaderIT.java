package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.sql.SqlDialect;

/** What a reader reads. */
class ReaderIT extends OnEachDatabase {
  private Reader reader;

  ReaderIT(SqlDialect dialect) {
    super(dialect);
    reader = new Reader(dialect);
  }

  private Witness<?, ?> turn(long number) {
    return Witness.of(
        reader.work(new Turn(BankUnderTest.SEED, 1, number, bank.ledger().counter(1))));
  }

  private Witness.Seen lastQuery(Witness<?, ?> watched) {
    return watched.seen().get(watched.seen().size() - 1);
  }

  @Test
  void countsAndThenReadsAPageOrAStreamInTurn() {
    bank.insert(bank.user(2), 20);
    List<List<String>> queries = new ArrayList<>();
    for (int number = 1; number <= 4; number++) {
      Witness<?, ?> watched = turn(number);
      assertThat(bank.run(watched.work()).isOperation()).isTrue();
      queries.add(watched.seen().stream().map(Witness.Seen::name).toList());
    }
    assertThat(queries)
        .containsExactly(
            List.of("count", "page"),
            List.of("count", "stream"),
            List.of("count", "page"),
            List.of("count", "stream"));
  }

  @Test
  void aPageHas5To25AccountsAndLiesAnywhere() {
    bank.insert(bank.user(2), 60);
    Set<Integer> sizes = new HashSet<>();
    Set<Long> offsets = new HashSet<>();
    for (int number = 1; number <= 401; number += 2) {
      Witness<?, ?> watched = turn(number);
      bank.run(watched.work()).reached();
      Witness.Seen page = lastQuery(watched);
      long size = (Long) page.bound().get(0);
      long offset = (Long) page.bound().get(1);

      assertThat(page.rows()).isEqualTo((int) size);
      assertThat(offset + size).isLessThanOrEqualTo(60);
      sizes.add(page.rows());
      offsets.add(offset);
    }
    assertThat(sizes)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(5, 25).boxed().toList());
    assertThat(offsets).as("offsets").contains(0L).hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @CsvSource({"60, 50", "50, 50", "49, 49", "1, 1"})
  void aStreamIsReadFor50Rows(int accounts, int rows) {
    bank.insert(bank.user(2), accounts);
    Witness<?, ?> watched = turn(2);

    assertThat(bank.run(watched.work()).isOperation()).isTrue();
    assertThat(lastQuery(watched).rows()).isEqualTo(rows);
  }

  @Test
  void aTableSmallerThanAPageIsReadWhole() {
    bank.insert(bank.user(2), 3);
    Witness<?, ?> watched = turn(1);

    assertThat(bank.run(watched.work()).isOperation()).isTrue();
    assertThat(lastQuery(watched).rows()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void readingAnEmptyTableIsNoOperation(long number) {
    Ran<?> ran = bank.run(turn(number).work());

    ran.reached();
    assertThat(ran.isOperation()).isFalse();
  }

  @Test
  void aPageThatWasDeletedMeanwhileIsNoOperation() throws SQLException {
    bank.insert(bank.user(2), 30);
    Witness<?, ?> watched =
        turn(1).after("count", counted -> bank.execute("DELETE FROM tidemark_account"));

    assertThat(bank.run(watched.work()).isOperation()).isFalse();
    assertThat(lastQuery(watched).rows()).isZero();
  }
}
