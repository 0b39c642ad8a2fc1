package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The choices of one operation. */
class TurnTest {
  private static Turn turn(long seed, int writer, long number) {
    return new Turn(seed, writer, number, new CommitCounter(writer));
  }

  private static List<Long> draws(Turn turn) {
    SplittableRandom random = turn.draws();
    return Stream.generate(random::nextLong).limit(5).toList();
  }

  @Property
  void aTurnDrawsTheSameHoweverOftenItIsAsked(
      @ForAll long seed,
      @ForAll @IntRange(max = 100_000) int writer,
      @ForAll @LongRange(min = 1, max = 1_000_000) long number) {
    Turn turn = turn(seed, writer, number);

    assertThat(draws(turn)).isEqualTo(draws(turn)).isEqualTo(draws(turn(seed, writer, number)));
  }

  @Property
  void seedUserAndNumberAllMatter(
      @ForAll long seed,
      @ForAll @IntRange(max = 100_000) int writer,
      @ForAll @LongRange(min = 1, max = 1_000_000) long number) {
    List<Long> draws = draws(turn(seed, writer, number));

    assertThat(draws(turn(seed + 1, writer, number))).isNotEqualTo(draws);
    assertThat(draws(turn(seed, writer + 1, number))).isNotEqualTo(draws);
    assertThat(draws(turn(seed, writer, number + 1))).isNotEqualTo(draws);
  }

  /** The 3rd turn of user 4 is not the 4th of user 3. */
  @Test
  void noTwoTurnsOfARunDrawAlike() {
    Set<List<Long>> seen = new HashSet<>();
    for (int writer = 0; writer < 100; writer++) {
      for (long number = 1; number <= 100; number++) {
        assertThat(seen.add(draws(turn(1, writer, number)))).isTrue();
      }
    }
  }
}
