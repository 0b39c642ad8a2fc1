package tidemark.run.scenario.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
  private static String text(long seed, int bytes) {
    return MessageText.of(new SplittableRandom(seed), bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 1_000, 1_001, 100_000})
  void aTextHasItsSizeAndComesBackFromItsBytes(int bytes) {
    for (long seed = 0; seed < 20; seed++) {
      byte[] encoded = text(seed, bytes).getBytes(UTF_8);

      assertThat(encoded).hasSize(bytes);
      assertThat(new String(encoded, UTF_8)).as("no lone surrogates").isEqualTo(text(seed, bytes));
    }
  }

  @Test
  void ofAllKindsOfCharactersThereAreAsMany() {
    String text = text(1, 100_000);

    assertThat(
            text.codePoints()
                .boxed()
                .collect(
                    Collectors.groupingBy(
                        point -> Character.toString(point).getBytes(UTF_8).length,
                        Collectors.counting())))
        .hasSize(4)
        .allSatisfy((size, count) -> assertThat(count).isBetween(9_000L, 11_000L));
    assertThat(text).contains("\n", "'", "\\", "\u007f").doesNotContain("\0");
  }

  @Test
  void anotherSeedIsAnotherText() {
    assertThat(text(1, 100)).isEqualTo(text(1, 100)).isNotEqualTo(text(2, 100));
  }
}
