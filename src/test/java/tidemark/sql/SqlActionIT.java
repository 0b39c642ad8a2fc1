package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.sql.SqlActionFixture.PAUSE;
import static tidemark.sql.SqlActionFixture.REQUESTS_PER_SECOND;
import static tidemark.sql.SqlActionFixture.RETRIES;
import static tidemark.sql.SqlActionFixture.THROTTLED_USERS;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testgatling.GatlingFork;

/** The SQL action in a real run of Gatling: one run, looked at from all sides. */
final class SqlActionIT {
  @TempDir static Path folder;
  private static GatlingFork run;

  @BeforeAll
  static void runOnce() throws IOException, InterruptedException {
    run = GatlingFork.run(SqlActionFixture.class, folder);
  }

  private static List<PrintedSample> samples(String scenario) {
    return PrintedSample.of(scenario, run.output());
  }

  private static PrintedSample only(String scenario) {
    assertThat(samples(scenario)).hasSize(1);
    return samples(scenario).get(0);
  }

  /** Whether a user was failed where its scenario says so; empty if it did not come there. */
  private static List<String> failed(String scenario) {
    return fields("failed", scenario);
  }

  private static List<String> fields(String what, String name) {
    String prefix = what + "|" + name + "|";
    return run.output().stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }

  @Test
  void gatlingEndsWellAndKnowsEveryRequestByItsName() {
    assertThat(run.exitCode()).as(String.join("\n", run.output())).isZero();
    assertThat(run.requests())
        .containsExactlyInAnyOrder(
            "count",
            "teller/count",
            "fail",
            "refuse",
            "after refusal",
            "try",
            "after tries",
            "retry",
            "give up",
            "do nothing",
            "judge",
            "after crash",
            "again",
            "after",
            "second crash",
            "fail again",
            "throttled");
  }

  @Test
  void requestsAreCountedInTheirGroups() {
    assertThat(run.ok("count")).isEqualTo(1);
    assertThat(run.ok("count", "teller")).isEqualTo(1);
  }

  @Test
  void pausesAreKept() {
    List<PrintedSample> samples = samples("grouped");

    assertThat(samples).hasSize(2);
    assertThat(Duration.ofNanos(samples.get(1).startNanos() - samples.get(0).endNanos()))
        .isGreaterThanOrEqualTo(PAUSE.minusMillis(20));
  }

  @Test
  void aFailureFailsTheSessionAndMayEndIt() {
    assertThat(only("failing").outcome()).isEqualTo("FAILED_UNEXPECTED");
    assertThat(only("failing").category()).isEqualTo("defect");
    assertThat(run.ko("fail")).isEqualTo(1);
    assertThat(failed("failing")).containsExactly("true");
  }

  /** Each text is a row of Gatling's report: what the database said would make one for each KO. */
  @Test
  void gatlingGetsTheCategoryOfAFailureAndTheRecorderItsText() {
    assertThat(run.errors())
        .contains("defect", "deadlock")
        .noneMatch(message -> message.contains("attempt"));
    assertThat(run.output()).contains("error|failing|defect|attempt 1");
  }

  @Test
  void aRefusalByTheBankIsAnAnswer() {
    PrintedSample refusal = samples("refused").get(0);

    assertThat(refusal.outcome()).isEqualTo("REFUSED");
    assertThat(refusal.category()).isEqualTo("missing_account");
    assertThat(refusal.operation()).isFalse();
    assertThat(run.ok("refuse")).isEqualTo(1);
    assertThat(failed("refused")).containsExactly("false");
    assertThat(run.ok("after refusal")).isEqualTo(1);
  }

  @Test
  void tryMaxTriesAgain() {
    assertThat(samples("trying"))
        .extracting(PrintedSample::outcome)
        .containsExactly("FAILED_UNEXPECTED", "FAILED_UNEXPECTED", "OK", "OK");
    assertThat(run.ko("try")).isEqualTo(2);
    assertThat(run.ok("try")).isEqualTo(1);
    assertThat(failed("trying")).containsExactly("false");
    assertThat(run.ok("after tries")).isEqualTo(1);
  }

  @Test
  void retriesAreCountedAndTheirTimeIsInTheSample() {
    PrintedSample sample = only("retrying");
    List<Long> attempts = fields("attempt", "retry").stream().map(Long::valueOf).toList();

    assertThat(sample.outcome()).isEqualTo("OK");
    assertThat(sample.retries()).isEqualTo(RETRIES);
    assertThat(sample.operation()).isTrue();
    assertThat(attempts)
        .hasSize(RETRIES + 1)
        .isSorted()
        .allMatch(nanos -> sample.startNanos() <= nanos && nanos <= sample.endNanos());
    assertThat(sample.acquireNanos()).isBetween(1L, sample.endNanos() - sample.startNanos());
    assertThat(PrintedSample.errors("retrying", run.output()))
        .containsExactly("deadlock", "deadlock");
    assertThat(run.ok("retry")).isEqualTo(1);
    assertThat(failed("retrying")).containsExactly("false");
  }

  @Test
  void retriesComeToAnEnd() {
    PrintedSample sample = only("giving up");

    assertThat(sample.outcome()).isEqualTo("FAILED_EXPECTED");
    assertThat(sample.category()).isEqualTo("deadlock");
    assertThat(sample.retries()).isEqualTo(RETRIES);
    assertThat(fields("attempt", "give up")).hasSize(RETRIES + 1);
    assertThat(PrintedSample.errors("giving up", run.output())).hasSize(RETRIES + 1);
    assertThat(run.ko("give up")).isEqualTo(1);
    assertThat(failed("giving up")).containsExactly("true");
  }

  /** A user that is told nothing would wait for ever. */
  @Test
  void aUserIsToldEvenIfThePlanCannotJudge() {
    assertThat(only("unjudged").outcome()).isEqualTo("FAILED_UNEXPECTED");
    assertThat(only("unjudged").category()).isEqualTo("handler_error");
    assertThat(failed("unjudged")).containsExactly("true");
  }

  @Test
  void whatDidNothingIsNoOperation() {
    assertThat(only("idle").outcome()).isEqualTo("OK");
    assertThat(only("idle").operation()).isFalse();
    assertThat(run.ok("do nothing")).isEqualTo(1);
  }

  @Test
  void aCrashInTheInputFunctionSendsTheUserOn() {
    assertThat(failed("crashing")).containsExactly("true");
    assertThat(only("crashing").request()).isEqualTo("after crash");
    assertThat(PrintedSample.errors("crashing", run.output())).containsExactly("crash");
    assertThat(run.errors()).contains("sql: crash ");
  }

  /** Asked before each: by the event loop once, then by workers, of which others want one too. */
  @Test
  void operationsAreRepeatedOnWorkersAsLongAsTheConditionHolds() {
    assertThat(samples("repeating"))
        .extracting(PrintedSample::request)
        .containsExactly("again", "again", "again", "after");
    assertThat(run.ok("again")).isEqualTo(3);
    assertThat(failed("repeating")).containsExactly("false");
    List<String> askedBy = fields("asked", "repeating");
    assertThat(askedBy).hasSize(4);
    assertThat(askedBy.get(0)).startsWith("gatling");
    assertThat(askedBy.subList(1, 4)).allMatch(thread -> thread.startsWith("tidemark-sql"));
  }

  @Test
  void aConditionThatDoesNotHoldLetsTheUserPassBy() {
    assertThat(samples("repeating none")).isEmpty();
    assertThat(failed("repeating none")).containsExactly("false");
  }

  @Test
  void aUserWhoseRepeatedInputCrashesIsSentOn() {
    assertThat(samples("repeating a crash")).hasSize(1);
    assertThat(PrintedSample.errors("repeating a crash", run.output())).containsExactly("crash");
    assertThat(failed("repeating a crash")).containsExactly("true");
  }

  @Test
  void aBlockThatIsLeftOnFailureIsLeftByARepeatedOperationToo() {
    assertThat(samples("repeating a failure")).hasSize(1);
    assertThat(run.ko("fail again")).isEqualTo(1);
    assertThat(failed("repeating a failure")).containsExactly("true");
  }

  @Test
  void whenNothingMayStartUsersPassByWithoutASample() {
    assertThat(samples("stopped")).isEmpty();
    assertThat(failed("stopped")).containsExactly("false");
    assertThat(samples("rejected")).isEmpty();
    assertThat(failed("rejected")).containsExactly("false");
    assertThat(samples("rejected repeating")).isEmpty();
    assertThat(failed("rejected repeating")).containsExactly("false");
  }

  /** Gatling counts by seconds of its own: any other second may meet two of them. */
  @Test
  void throttleLimitsTheRateAndIsNotInTheLatency() {
    List<PrintedSample> samples = samples("throttled");
    assertThat(samples).hasSize(THROTTLED_USERS);
    assertThat(samples)
        .allMatch(first -> startedWithinASecondOf(first, samples) <= 2 * REQUESTS_PER_SECOND);
    PrintedSample last = samples.get(THROTTLED_USERS - 1);
    assertThat(last.startNanos() - samples.get(0).startNanos()).isGreaterThan(second());
    assertThat(last.endNanos() - last.startNanos()).isLessThan(second());
    assertThat(run.ok("throttled")).isEqualTo(THROTTLED_USERS);
  }

  private static long startedWithinASecondOf(PrintedSample first, List<PrintedSample> samples) {
    return samples.stream()
        .mapToLong(sample -> sample.startNanos() - first.startNanos())
        .filter(later -> later >= 0 && later < second())
        .count();
  }

  private static long second() {
    return Duration.ofSeconds(1).toNanos();
  }

  /** All users but the one whose protocol does not ask. */
  @Test
  void everyUserIsCountedInAndOut() {
    int users = THROTTLED_USERS + 14;

    assertThat(run.output()).contains("users|" + users + "|" + users);
  }
}
