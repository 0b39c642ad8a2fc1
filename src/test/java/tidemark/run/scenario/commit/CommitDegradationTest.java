package tidemark.run.scenario.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** Three times as long is too long; a little less is not. */
  @ParameterizedTest
  @CsvSource({
    "'10, 15, 20, 25, 30', commits get slower",
    "'10, 14.95, 19.9, 24.85, 29.8', ''",
    "'10, 10, 10, 10, 10, 10, 10, 10, 30, 30', commits are slow in the end: the last two batches",
    "'10, 10, 10, 10, 10, 10, 10, 10, 29.9, 300', ''",
    "'10, 10, 10, 10, 10, 10, 10, 10, 300, 29.9', ''",
    "'10, 300, 10, 10, 10, 10, 10, 30, 30, 30', commits are slow in the end",
    "'30, 10, 10, 10, 10, 10, 10, 10, 29, 29', ''",
    "'30, 10, 10, 10, 10, 10, 10, 10, 31, 31', commits are slow in the end",
  })
  void threeTimesAsLongIsTooLong(String batches, String seen) {
    double[] millis = Arrays.stream(batches.split(", ")).mapToDouble(Double::parseDouble).toArray();
    String said = String.join("; ", CommitDegradation.slower(millis));

    assertThat(said.isEmpty()).as(said).isEqualTo(seen.isEmpty());
    assertThat(said).contains(seen);
  }

  @Test
  void aLineThatWouldBeginBelowEveryBatchBeginsAtTheFastest() {
    assertThat(CommitDegradation.growth(1, 1, 1, 40)).isBetween(3.0, 40.0);
  }
}
