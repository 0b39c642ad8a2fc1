package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What accounts must hold follows from the ledger's lines, in whatever order they are told. */
class HoldingsTest {
  private static final List<LedgerLine> LINES =
      List.of(
          line("deposit", 1, 0, 100),
          line("deposit", 2, 0, 50),
          line("deposit", 3, 0, 0),
          line("transfer", 1, 2, 30),
          line("transfer", 2, 1, 5),
          line("removal", 1, 0, 75));

  private static LedgerLine line(String kind, long account, long other, long amount) {
    return new LedgerLine(1, 1, 0, kind, account, other, amount);
  }

  @Test
  void theOrderDoesNotMatter() {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      List<LedgerLine> shuffled = new ArrayList<>(LINES);
      Collections.shuffle(shuffled, random);
      Holdings holdings = new Holdings(10);
      shuffled.forEach(holdings::add);

      assertThat(holdings.inserted()).isEqualTo(150);
      assertThat(holdings.removed()).isEqualTo(75);
      assertThat(holdings.left())
          .containsOnly(
              org.assertj.core.api.Assertions.entry(2L, new Holdings.Holding(75, 1)),
              org.assertj.core.api.Assertions.entry(3L, new Holdings.Holding(0, 1)));
      assertThat(holdings.isWhole()).isTrue();
    }
  }

  @Test
  void aCopyGoesItsOwnWay() {
    Holdings settled = new Holdings(10);
    settled.add(LINES.get(0));
    Holdings draft = settled.copy();
    draft.add(LINES.get(1));

    assertThat(draft.take(1)).isEqualTo(new Holdings.Holding(100, 1));
    assertThat(settled.left()).containsOnlyKeys(1L);
    assertThat(settled.inserted()).isEqualTo(100);
    assertThat(draft.inserted()).isEqualTo(150);
  }

  /** From the first account on that does not fit, only those that are known are followed. */
  @Test
  void itGrowsNoFurtherThanItMay() {
    Holdings holdings = new Holdings(2);
    holdings.add(LINES.get(0));
    holdings.add(LINES.get(1));
    assertThat(holdings.isWhole()).isTrue();
    holdings.add(LINES.get(2));
    holdings.add(line("removal", 1, 0, 100));
    holdings.add(line("deposit", 4, 0, 9));
    holdings.add(line("transfer", 2, 4, 20));

    assertThat(holdings.isWhole()).isFalse();
    assertThat(holdings.left()).containsOnlyKeys(2L);
    assertThat(holdings.take(2)).isEqualTo(new Holdings.Holding(30, 1));
    assertThat(holdings.inserted()).isEqualTo(159);
    assertThat(holdings.removed()).isEqualTo(100);
  }
}
