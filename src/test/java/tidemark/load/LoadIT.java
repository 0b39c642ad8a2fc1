package tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testgatling.GatlingFork;

/** Users whom Gatling injects for us, and who wait. */
class LoadIT {
  private static final long MILLI = 1_000_000;

  @TempDir static Path folder;
  private static GatlingFork fork;

  @BeforeAll
  static void runOnce() throws IOException, InterruptedException {
    fork = GatlingFork.run(LoadFixture.class, folder);
  }

  private static List<Long> times(String what, String scenario) {
    String start = what + "|" + scenario + "|";
    return fork.output().stream()
        .filter(line -> line.startsWith(start))
        .map(line -> Long.valueOf(line.substring(start.length())))
        .sorted()
        .toList();
  }

  private static long waitedMillis(String scenario) {
    return (times("went", scenario).get(0) - times("came", scenario).get(0)) / MILLI;
  }

  /** Gatling counts milliseconds, from a moment of its own: users wait for what is left. */
  @Test
  void eachMomentHasItsUser() {
    List<Long> came = times("came", "moments");
    long length = LoadFixture.MOMENTS.get(came.size() - 1).toMillis();

    assertThat(came).hasSameSizeAs(LoadFixture.MOMENTS);
    assertThat((came.get(came.size() - 1) - came.get(0)) / MILLI)
        .isBetween(length - 300, length + 1_000);
  }

  /** Nor is one waited for who never comes: the run has ended. */
  @Test
  void whoHasGoneIsMissed() {
    assertThat(fork.output().stream().filter(line -> line.startsWith("gone|")))
        .containsExactlyInAnyOrder(
            "gone|moments", "gone|nobody", "gone|exact", "gone|over", "gone|past");
  }

  @Test
  void whoFindsNoRequestLeftInAStepIsNotAtWork() {
    assertThat(fork.output()).contains("active|2|0");
  }

  @Test
  void nobodyWaitsForLessThanIsAskedFor() {
    assertThat(times("went", "exact").get(0) - times("came", "exact").get(0))
        .isBetween(LoadFixture.SHORT.toNanos(), LoadFixture.SHORT.toNanos() + 300 * MILLI);
    assertThat(waitedMillis("past")).isLessThan(300);
  }

  @Test
  void nobodyWaitsOnOnceItIsOver() {
    assertThat(waitedMillis("over")).isLessThan(1_500);
  }
}
