package tidemark.run.scenario.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CommitDegradationTest {
  private static final double EXACT = 1e-9;

  @Test
  void theLineThroughALineIsItself() {
    LinearFit fit = LinearFit.of(3, 5, 7, 9);

    assertThat(fit.start()).isCloseTo(3, within(EXACT));
    assertThat(fit.slope()).isCloseTo(2, within(EXACT));
    assertThat(fit.at(3)).isCloseTo(9, within(EXACT));
  }

  @Test
  void theLineLiesInTheMiddle() {
    LinearFit fit = LinearFit.of(1, 3, 2);

    assertThat(fit.start()).isCloseTo(1, within(EXACT));
    assertThat(fit.slope()).isCloseTo(0.5, within(EXACT));
  }

  @Test
  void evenBatchesDoNotGrow() {
    assertThat(CommitDegradation.growth(10, 10, 10)).isCloseTo(1, within(EXACT));
  }

  @Test
  void batchesThatGetSlowerGrow() {
    assertThat(CommitDegradation.growth(10, 20, 30, 40)).isCloseTo(4, within(EXACT));
  }

  @Test
  void oneSlowBatchAtTheEndIsNoGrowthOfTheWhole() {
    assertThat(CommitDegradation.growth(10, 10, 10, 10, 10, 10, 10, 10, 10, 350))
        .isCloseTo(1, within(EXACT));
  }

  @Test
  void aLineThatWouldBeginBelowEveryBatchBeginsAtTheFastest() {
    assertThat(CommitDegradation.growth(1, 1, 1, 40)).isBetween(3.0, 40.0);
  }
}
