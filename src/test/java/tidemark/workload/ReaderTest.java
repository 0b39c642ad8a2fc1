package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.workload.Reader.Page;

/** Which accounts a reader's page may hold. */
class ReaderTest {
  private static final int DRAWS = 5000;

  private final SplittableRandom draws = new SplittableRandom(7);

  @ParameterizedTest
  @ValueSource(longs = {25, 26, 53, 60, 107})
  void everyAccountIsOnAFullPage(long accounts) {
    TreeSet<Long> read = new TreeSet<>();
    for (int i = 0; i < DRAWS; i++) {
      Page page = Page.draw(accounts, draws);
      LongStream.range(page.offset(), page.offset() + page.size()).forEach(read::add);
    }
    assertThat(read).hasSize((int) accounts);
    assertThat(read.first()).isZero();
    assertThat(read.last()).isEqualTo(accounts - 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 4, 5})
  void aTableNoLargerThanAPageIsReadFromItsStart(long accounts) {
    for (int i = 0; i < DRAWS; i++) {
      assertThat(Page.draw(accounts, draws).offset()).isZero();
    }
  }

  @Test
  void aPageHas5To25Accounts() {
    assertThat(IntStream.range(0, DRAWS).mapToObj(i -> Page.draw(60, draws).size()))
        .containsOnly(IntStream.rangeClosed(5, 25).boxed().toArray(Integer[]::new));
  }
}
