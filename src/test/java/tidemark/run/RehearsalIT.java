package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testgatling.GatlingFork;

/** The chats before those that count. */
class RehearsalIT {
  @TempDir Path folder;

  @Test
  void itHasRealChatsBeforeTheFirstThatCountsAndNobodyIsToldOfThem() throws Exception {
    GatlingFork run = GatlingFork.run(RehearsalFixture.class, folder);

    assertThat(run.exitCode()).as(String.join("\n", run.output())).isZero();
    long before = chats(run, "before");
    assertThat(before).isPositive();
    assertThat(chats(run, "in all")).as("none beside those that count").isEqualTo(before);
    assertThat(chats(run, "good")).isEqualTo(before);
    assertThat(chats(run, "at the target")).isEqualTo(1);
    assertThat(chats(run, "recorded")).isEqualTo(1);
    assertThat(run.requests()).isEqualTo(List.of("counted"));
  }

  private static long chats(GatlingFork run, String what) {
    String prefix = "chats|" + what + "|";
    return run.output().stream()
        .filter(line -> line.startsWith(prefix))
        .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
        .findFirst()
        .orElseThrow();
  }
}
