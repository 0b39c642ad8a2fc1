package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidemark.record.AuditPart;
import tidemark.record.AuditResult;
import tidemark.record.AuditRounds;
import tidemark.record.RunFigures;

class ConsoleEndTest {
  private static final Path FOLDER = Path.of("target", "tidemark", "run");

  @Test
  void aGoodRunSaysPassAndWhereToLook() {
    List<String> lines = lines(List.of(), Runs.AUDITED);

    assertThat(lines)
        .containsSubsequence(
            " PASS",
            " summary  " + FOLDER.resolve("summary.json"),
            " report   " + FOLDER.resolve("report.html"),
            " gatling  " + Path.of("target", "gatling", "x", "index.html"));
    assertThat(lines).noneMatch(line -> line.contains("FAIL"));
  }

  @Test
  void aBadRunSaysFailWithEachReason() {
    List<String> lines = lines(List.of("no operation at all", "stopped: SIGTERM"), Runs.AUDITED);

    assertThat(lines)
        .containsSubsequence(" FAIL  no operation at all", " FAIL  stopped: SIGTERM")
        .noneMatch(line -> line.contains("PASS"));
  }

  @Test
  void aGeneratorThatWasTheLimitIsNamedWithTheVerdict() {
    RunReport good = report(List.of(), Runs.someFigures(), Runs.AUDITED);
    RunReport limited =
        new RunReport(
            good.simulation(),
            good.started(),
            good.seed(),
            List.of(),
            good.gate(),
            good.database(),
            good.chat(),
            good.cases(),
            Optional.of(Runs.generator(Optional.of("too slow"))),
            good.timeline(),
            good.versions(),
            good.folder(),
            good.gatlingReport());

    assertThat(ConsoleEnd.lines(limited))
        .containsSequence(" PASS", " WARN  the generator was the limit: too slow");
    assertThat(ConsoleEnd.lines(good)).noneMatch(line -> line.contains("WARN"));
  }

  @Test
  void theVerdictComesAfterTheTable() {
    List<String> lines = lines(List.of("stopped: SIGTERM"), Runs.AUDITED);

    assertThat(lines.indexOf(" FAIL  stopped: SIGTERM"))
        .isGreaterThan(indexOf(lines, " TOTAL"))
        .isEqualTo(lines.size() - 4);
  }

  @Test
  void whatOthersWroteMovesNoCursor() {
    List<String> lines = lines(List.of("said \u001b[2J\r\nand \u202emore"), Runs.AUDITED);

    assertThat(lines).contains(" FAIL  said ␛[2J  and \ufffdmore");
  }

  @Test
  void aRunThatNeverCameToTheDatabaseHasNoTable() {
    List<String> lines =
        ConsoleEnd.lines(Runs.report(FOLDER, List.of("never began"), Optional.empty()));

    assertThat(lines).hasSize(5).contains(" FAIL  never began");
  }

  @Test
  void theTableHasARowForEachRoleAndTheTotal() {
    List<String> lines = lines(List.of(), Runs.AUDITED);
    int head = indexOf(lines, " role");

    assertThat(words(lines.get(head)))
        .containsExactly("role", "ops", "ops/s", "p50", "p95", "p99", "max", "failed");
    assertThat(words(lines.get(head + 1)).subList(0, 5))
        .containsExactly("inserter", "1", "1.00", "10.0", "ms");
    assertThat(words(lines.get(head + 2)))
        .as("a refusal is answered, a deadlock is not")
        .startsWith("transferrer", "0", "0", "5.00", "ms")
        .endsWith("1");
    assertThat(words(lines.get(head + 3))).startsWith("reader").endsWith("1.00", "s", "0");
    assertThat(words(lines.get(head + 4))).startsWith("TOTAL", "2", "2.00").endsWith("1");
  }

  @Test
  void theRowsAlignInEightyColumns() {
    RunFigures large =
        Runs.figures(
            recorder -> {
              for (int i = 0; i < 1_100; i++) {
                recorder.sample(Runs.ok("transferrer", 3_000_000));
                recorder.sample(Runs.failed("transferrer", 3_000_000, Runs.CORRUPT));
              }
            });
    List<String> lines = ConsoleEnd.lines(report(List.of(), large, Runs.AUDITED));
    List<String> rows = lines.subList(indexOf(lines, " role"), indexOf(lines, " TOTAL") + 1);

    assertThat(rows).hasSize(5).allMatch(row -> row.length() <= 80);
    assertThat(rows).extracting(String::length).containsOnly(rows.get(0).length());
  }

  @Test
  void errorsAreCountedByCategoryAndNoneIsSaid() {
    assertThat(lines(List.of(), Runs.AUDITED))
        .contains(" expected errors    deadlock 1", " unexpected errors  corrupt 1");
    assertThat(ConsoleEnd.lines(report(List.of(), Runs.figures(recorder -> {}), Runs.AUDITED)))
        .contains(" expected errors    none", " unexpected errors  none");
  }

  @Test
  void retriesAreCountedByRoleAndNoneIsSaid() {
    RunFigures some =
        Runs.figures(
            recorder -> {
              recorder.sample(Runs.failed("transferrer", 1, Runs.DEADLOCK));
              for (int i = 0; i < 1_234; i++) {
                recorder.sample(Runs.failed("inserter", 1, Runs.DEADLOCK));
              }
            });

    assertThat(ConsoleEnd.lines(report(List.of(), some, Runs.AUDITED)))
        .contains(" retries            1,235 (inserter 1,234, transferrer 1)");
    assertThat(ConsoleEnd.lines(report(List.of(), Runs.figures(recorder -> {}), Runs.AUDITED)))
        .contains(" retries            none");
  }

  @Test
  void aGoodAuditSaysWhatItCounted() {
    assertThat(lines(List.of(), Runs.AUDITED))
        .containsSequence(
            " audit  ok, every cent and commit is there:",
            "        1,234 commits, 2 of unknown outcome (21.4 ms)");
  }

  @Test
  void aBrokenPartAndAnImpossibleAuditAreNamed() {
    AuditResult broken = AuditResult.of(0.1, List.of(Runs.part("money", 3)));

    assertThat(lines(List.of(), broken)).contains(" audit  BROKEN: money (100 ms)");
    assertThat(lines(List.of(), AuditResult.impossible(4, "connection refused")))
        .contains(" audit  impossible (4.00 s)");
    AuditRounds rounds =
        AuditRounds.NONE.finished(1, List.of()).brokenOff(2, List.of()).brokenOff(2, List.of());
    assertThat(lines(List.of(), Runs.AUDITED.after(rounds)))
        .containsSequence(
            " audit  2 times ok, every cent and commit is there:",
            "        1,234 commits, 2 of unknown outcome, 2 audits unfinished (21.4 ms)");
    AuditRounds earlier = AuditRounds.NONE.finished(1, List.of("after 5 s, money: off"));
    assertThat(lines(List.of(), Runs.AUDITED.after(earlier)))
        .contains(" audit  BROKEN: during the run (21.4 ms)");
  }

  /** As who stores the chats: no role, but a load on the same database. */
  @Test
  void whoeverElseWorkedThereHasARowBelowTheRoles() {
    RunFigures figures =
        Runs.figures(
            recorder -> {
              recorder.sample(Runs.ok("chat-store", 10));
              recorder.sample(Runs.ok("inserter", 10));
            });
    AuditPart chats =
        new AuditPart("chats", true, Map.of("acknowledged", 12_345L, "broken", 0L), List.of());
    AuditResult audit = AuditResult.of(0.1, List.of(chats));
    List<String> lines = ConsoleEnd.lines(report(List.of(), figures, audit));

    assertThat(lines).anyMatch(line -> line.contains(" in 3 roles "));
    assertThat(indexOf(lines, " chat-store ")).isEqualTo(indexOf(lines, " TOTAL ") - 1);
    assertThat(lines).anyMatch(line -> line.contains("commits, 12,345 chats (100 ms)"));
  }

  @Test
  void theHeadSaysWhatWasRun() {
    assertThat(lines(List.of(), Runs.AUDITED))
        .contains(
            " Tidemark  DatabaseRolesSimulation   postgresql 18.6   7 users in 3 roles   1.00 s");
  }

  private static List<String> lines(List<String> failures, AuditResult audit) {
    return ConsoleEnd.lines(report(failures, Runs.someFigures(), audit));
  }

  private static RunReport report(List<String> failures, RunFigures figures, AuditResult audit) {
    return Runs.report(FOLDER, failures, Optional.of(Runs.database(figures, audit)));
  }

  private static int indexOf(List<String> lines, String start) {
    return lines.indexOf(
        lines.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow());
  }

  private static List<String> words(String line) {
    return List.of(line.strip().split("\\s+"));
  }
}
