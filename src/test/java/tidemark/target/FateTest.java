package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FateTest {
  private static List<Fate> fates(long seed, String errorRate, String cutRate) {
    return fates(seed, errorRate, cutRate, "0");
  }

  private static List<Fate> fates(long seed, String errorRate, String cutRate, String limitRate) {
    ChatBackendSettings settings =
        ChatBackends.settings(
            Map.of(
                "run.seed", Long.toString(seed),
                "target.chat.errorRate", errorRate,
                "target.chat.cutRate", cutRate,
                "target.chat.limitRate", limitRate));
    return LongStream.range(0, 10_000).mapToObj(number -> Fate.of(settings, number)).toList();
  }

  @Test
  void theSeedSaysWhichChatsFail() {
    assertThat(fates(7, "10", "5"))
        .isEqualTo(fates(7, "10", "5"))
        .isNotEqualTo(fates(8, "10", "5"));
  }

  /** Within four standard deviations of what is asked for. */
  @Test
  void sharesAreAsAskedFor() {
    List<Fate> fates = fates(7, "10", "5", "5");
    assertThat(Collections.frequency(fates, Fate.FAILED)).isBetween(880, 1120);
    assertThat(Collections.frequency(fates, Fate.CUT)).isBetween(413, 587);
    assertThat(Collections.frequency(fates, Fate.LIMITED)).isBetween(413, 587);
  }

  @Test
  void nothingAndAllAreExact() {
    assertThat(fates(7, "0", "0")).containsOnly(Fate.ANSWERED);
    assertThat(fates(7, "100", "0")).containsOnly(Fate.FAILED);
    assertThat(fates(7, "0", "100")).containsOnly(Fate.CUT);
    assertThat(fates(7, "0", "0", "100")).containsOnly(Fate.LIMITED);
  }
}
