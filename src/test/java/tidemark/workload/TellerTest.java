package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The turns and pauses of one user. */
class TellerTest {
  private static final Duration MEAN = Duration.ofSeconds(2);

  private static Teller teller(long seed, int writer) {
    return new Teller(seed, writer, new CommitCounter(writer));
  }

  private static List<Duration> pauses(Teller teller) {
    return Stream.generate(() -> teller.pause(MEAN)).limit(20).toList();
  }

  @Test
  void countsItsTurnsFrom1() {
    CommitCounter counter = new CommitCounter(5);
    Teller teller = new Teller(9, 5, counter);

    assertThat(Stream.generate(teller::nextTurn).limit(3))
        .containsExactly(
            new Turn(9, 5, 1, counter), new Turn(9, 5, 2, counter), new Turn(9, 5, 3, counter));
  }

  @Property
  void aPauseIsFromHalfToOneAndAHalfOfTheMean(
      @ForAll long seed, @ForAll @LongRange(min = 2, max = 3_600_000_000_000L) long nanos) {
    Teller teller = teller(seed, 1);
    for (int i = 0; i < 10; i++) {
      assertThat(teller.pause(Duration.ofNanos(nanos)).toNanos())
          .isBetween(nanos / 2, nanos + nanos / 2 + 1);
    }
  }

  @Test
  void pausesSpreadAroundTheirMean() {
    Teller teller = teller(1, 1);
    long[] millis =
        LongStream.range(0, 10_000).map(i -> teller.pause(MEAN).toMillis()).sorted().toArray();

    assertThat(millis[0]).isBetween(1000L, 1020L);
    assertThat(millis[millis.length - 1]).isBetween(2980L, 3000L);
    assertThat(LongStream.of(millis).average().orElse(0)).isBetween(1980.0, 2020.0);
  }

  @Test
  void pausesFollowFromTheSeedAndTheUser() {
    assertThat(pauses(teller(1, 1))).isEqualTo(pauses(teller(1, 1)));
    assertThat(pauses(teller(1, 1))).isNotEqualTo(pauses(teller(2, 1)));
    assertThat(pauses(teller(1, 1))).isNotEqualTo(pauses(teller(1, 2)));
  }

  /** How long a user pauses says nothing of what it will draw. */
  @Test
  void pausesTakeNothingFromItsTurns() {
    Teller pausing = teller(1, 1);
    pauses(pausing);

    assertThat(pausing.nextTurn().draws().nextLong())
        .isEqualTo(teller(1, 1).nextTurn().draws().nextLong());
  }
}
