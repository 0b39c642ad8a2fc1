package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.record.AuditResult;
import tidemark.record.Verdict;

class MarkdownSummaryTest {
  private static final Path FOLDER = Path.of("target", "tidemark", "run");
  private static final int MIB = 1 << 20;

  @TempDir Path folder;

  private static RunReport roles(List<String> failures) {
    AuditResult audit =
        AuditResult.of(1.5, List.of(Runs.part("money", 0), Runs.part("orphans", 3)));
    return Runs.report(FOLDER, failures, Optional.of(Runs.database(Runs.someFigures(), audit)));
  }

  @Test
  void verdictReasonsAndFiguresInTheirOrder() {
    String text = MarkdownSummary.text(roles(List.of("p95 812 ms > 500 ms (12,345 samples)")));

    assertThat(text)
        .startsWith(
            """
            ## FAIL: DatabaseRolesSimulation

            - p95 812 ms \\> 500 ms (12,345 samples)

            postgresql 18.6, jdbc:postgresql\\://127.0.0.1:5433/tidemark, 7 users, 1.00 s

            | role | ops | ops/s | p50 | p95 | p99 | max | failed |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            | inserter | 1 | 1.00 | 10.0 ms | 10.0 ms | 10.0 ms | 10.0 ms | 0 |
            """)
        .contains("| TOTAL | 2 | 2.00 | ", "Unexpected errors: corrupt 1")
        .contains("| p95 | 2.00 s | 812 ms | PASS |")
        .contains("| money | ok |  |", "| orphans | BROKEN | first: account 1 is off; worst: ")
        .contains("seed 42", "target/tidemark/run");
  }

  @Test
  void chatsWithTheirSteps() {
    RunReport report =
        Runs.report(
            FOLDER, List.of(), Optional.empty(), Optional.of(Runs.steps(Runs.HELD, Runs.BROKE)));

    assertThat(MarkdownSummary.text(report))
        .startsWith("## PASS: ")
        .contains("| all | 3 | ", "| step 50: PASS | 1 | ", "| step 100: FAIL | 2 | ")
        .contains("50.0 % (1 of 2)", "Failed chats: 500 1");
  }

  @Test
  void casesWithWhatWasObserved() {
    RunReport report = Runs.cases(FOLDER, List.of(), Runs.scenario("a|b", Verdict.SKIP, Map.of()));

    assertThat(MarkdownSummary.text(report)).contains("| a\\|b | SKIP | 1.25 s | what was seen |");
  }

  @Test
  void manyReasonsAreCounted() {
    assertThat(MarkdownSummary.text(roles(Collections.nCopies(70, "why"))))
        .contains("- why\n- and 20 more\n");
  }

  @Test
  void isAddedToWhatAStepHasSaid() throws IOException {
    Path step = Files.writeString(folder.resolve("step"), "before\n");

    assertThat(MarkdownSummary.append(roles(List.of()), step)).isTrue();

    assertThat(step).content().startsWith("before\n\n## PASS: ").endsWith("run\n");
  }

  /** One byte more, and GitHub shows nothing of the step. */
  @Test
  void isCutWhereAStepHasSaidTooMuch() throws IOException {
    Path step = Files.writeString(folder.resolve("step"), "x".repeat(MIB - 60) + "\n");

    assertThat(MarkdownSummary.append(roles(List.of("why", "é".repeat(100))), step)).isFalse();

    assertThat(Files.size(step)).isLessThanOrEqualTo(MIB);
    assertThat(step).content().endsWith("\n\n## FAIL: DatabaseRolesSimulation\n\n- why\n");
  }

  @Test
  void hostileReasonsStayOfBearableLength() {
    assertThat(MarkdownSummary.text(roles(Collections.nCopies(1_000, "<b>".repeat(MIB)))))
        .hasSizeLessThan(MIB / 2);
  }
}
