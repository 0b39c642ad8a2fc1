package tidemark.report;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.record.GateRow;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;

/** What is said of cases: in the summary, on the console, by gate and verdict. */
class CaseReportsTest {
  private static final Path FOLDER = Path.of("target", "tidemark", "run");
  private static final ScenarioResult GOOD =
      Runs.scenario(
          "good",
          Verdict.PASS,
          Map.of(
              "total_ms",
              812.5,
              "lost",
              0L,
              "batch_ms",
              List.of(1.5, 2.0),
              "errors",
              Map.of("e", 1L)));
  private static final ScenarioResult BAD = Runs.scenario("bad", Verdict.FAIL, Map.of());
  private static final ScenarioResult SKIPPED = Runs.scenario("not-here", Verdict.SKIP, Map.of());

  @Test
  void everyCaseIsARowOfTheSummary() {
    JsonNode json = Summary.json(Runs.cases(FOLDER, List.of(), GOOD, SKIPPED));
    JsonNode row = json.at("/scenarios/0");

    assertThat(row.get("name").textValue()).isEqualTo("good");
    assertThat(row.get("expected").textValue()).isEqualTo("all of it");
    assertThat(row.get("observed").textValue()).isEqualTo("what was seen");
    assertThat(row.get("verdict").textValue()).isEqualTo("PASS");
    assertThat(row.get("seconds").doubleValue()).isEqualTo(1.25);
    assertThat(row.at("/figures/total_ms").doubleValue()).isEqualTo(812.5);
    assertThat(row.at("/figures/lost").isIntegralNumber()).isTrue();
    assertThat(row.at("/figures/batch_ms/1").doubleValue()).isEqualTo(2);
    assertThat(row.at("/figures/errors/e").longValue()).isEqualTo(1);
    assertThat(json.at("/scenarios/1/verdict").textValue()).isEqualTo("SKIP");
    assertThat(json.at("/database/backend").textValue()).isEqualTo("sqlite");
    assertThat(json.at("/database/url").textValue()).isEqualTo("jdbc:sqlite:file.sqlite");
  }

  @Test
  void theConsoleHasATableInEightyColumns() {
    ScenarioResult wordy =
        new ScenarioResult(
            "connection-killed-busy",
            "",
            "many words of it, ".repeat(20),
            Verdict.FAIL,
            61,
            Map.of());
    List<String> lines =
        ConsoleEnd.lines(Runs.cases(FOLDER, List.of("case bad"), GOOD, wordy, SKIPPED));

    assertThat(lines)
        .containsSequence(
            " Tidemark  CommitStressSimulation   sqlite 3.50",
            " case                   verdict     time  observed",
            " good                   PASS      1.25 s  what was seen")
        .containsSequence(" 3 cases: 1 PASS, 1 FAIL, 1 SKIP", " FAIL  case bad");
    assertThat(lines.subList(1, lines.indexOf(" FAIL  case bad")))
        .allMatch(line -> line.length() <= 80);
  }

  /** As long as what any case says when it has passed. */
  @Test
  void figuresAreNotCut() {
    String observed = "208 of 208 commits in 1.27 s; ".repeat(8).strip();
    ScenarioResult wordy = new ScenarioResult("good", "", observed, Verdict.PASS, 1, Map.of());

    List<String> lines = ConsoleEnd.lines(Runs.cases(FOLDER, List.of(), wordy));
    int begin = lines.indexOf(" case               verdict     time  observed") + 1;
    String shown =
        lines.subList(begin, lines.indexOf(" 1 case: 1 PASS")).stream()
            .map(line -> line.substring(38))
            .collect(joining(" "));
    assertThat(shown).isEqualTo(observed);
  }

  @Test
  void aRunOfCasesIsARowOfTheTable(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("runs.csv");
    for (List<ScenarioResult> cases : List.of(List.of(GOOD, BAD, SKIPPED), List.of(SKIPPED))) {
      RunsCsv.append(file, new CasesReport("sqlite", "3.50", "jdbc:sqlite:file.sqlite", cases));
    }

    assertThat(Files.readAllLines(file).subList(1, 3))
        .containsExactly("1,,sqlite 3.50,,2,1,1.25,2.5,50,bad(1)", "2,,sqlite 3.50,,0,1,0,0,0,");
  }

  @Test
  void aCaseThatFailedFailsTheRunAndASkippedOneDoesNot() {
    assertThat(Judgement.cases(List.of(GOOD, SKIPPED))).isEmpty();
    assertThat(Judgement.cases(List.of(GOOD, BAD)))
        .containsExactly("case bad: what was seen (expected: all of it)");
  }

  @Test
  void nothingButSkippedCasesFails() {
    assertThat(Judgement.cases(List.of(SKIPPED, SKIPPED)))
        .containsExactly("no case was tried: all were skipped");
  }

  @Test
  void aBaselineIsHeldAgainstTheFigureOfItsCase() {
    assertThat(baseline("good", 900).verdict()).isEqualTo(Verdict.PASS);
    assertThat(baseline("good", 900).observed()).isEqualTo(812.5);
    assertThat(baseline("good", 800).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void withoutItsFigureABaselineDoesNotHoldUnlessItsCaseWasSkipped() {
    assertThat(baseline("bad", 900).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(Judgement.line(baseline("bad", 900)))
        .isEqualTo("whole: no figure of case bad (limit 900 ms)");
    assertThat(baseline("not-here", 900).verdict()).isEqualTo(Verdict.SKIP);
  }

  private static GateRow baseline(String scenario, double limit) {
    return new Baseline("whole", scenario, "total_ms", limit).judge(List.of(GOOD, BAD, SKIPPED));
  }
}
