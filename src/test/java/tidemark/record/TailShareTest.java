package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailShareTest {
  private static final double SIX_PERCENT = 0.0625;

  private final TailShare times = new TailShare();

  @Test
  void theSlowestSayWhereTheirTimeWent() {
    for (int i = 0; i < 940; i++) {
      times.add(100_000_000, 10_000_000);
    }
    for (int i = 0; i < 60; i++) {
      times.add(1_000_000_000, 900_000_000);
    }

    TailFigures tail = times.at(95);

    assertThat(tail.count()).isEqualTo(1_000);
    assertThat(tail.nanos()).isEqualTo(1e9, within(1.0));
    assertThat(tail.share()).isEqualTo(0.9, within(1e-9));
    assertThat(tail.partNanos()).isEqualTo(0.9e9, within(1.0));
    assertThat(times.at(50).share()).as("all of them").isEqualTo(63.4 / 154, within(1e-9));
  }

  @Test
  void nothingIsNone() {
    assertThat(times.at(95)).isEqualTo(TailFigures.NONE);
  }

  @Test
  void whatIsNoTimeCountsAsNone() {
    times.add(-5, -7);
    times.add(-5, 3);

    assertThat(times.at(95)).isEqualTo(new TailFigures(2, 0, 0));
  }

  @Test
  void aPartIsNoMoreThanTheWhole() {
    times.add(10, 12);

    assertThat(times.at(95).share()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 15, 16, 17, 31, 32, 1_000, 999_999_999, Long.MAX_VALUE})
  void timesOfAnySizeAreKept(long nanos) {
    times.add(nanos, nanos / 2);

    assertThat(times.at(95).nanos()).isEqualTo((double) nanos);
  }

  @Test
  void aTimeIsRightToSixPercent() {
    IntStream.rangeClosed(1, 10_000).forEach(micros -> times.add(micros * 1_000L, 0));

    assertThat(times.at(95).nanos()).isCloseTo(9_500_000, within(9_500_000 * SIX_PERCENT));
    assertThat(times.at(10).nanos()).isCloseTo(1_000_000, within(1_000_000 * SIX_PERCENT));
  }

  @Test
  void manyAddAtOnce() {
    IntStream.range(0, 100_000).parallel().forEach(i -> times.add(1_000 + i, 500));

    assertThat(times.at(95).count()).isEqualTo(100_000);
  }
}
