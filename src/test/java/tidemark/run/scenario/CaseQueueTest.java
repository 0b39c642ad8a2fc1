package tidemark.run.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;
import tidemark.record.CaseState;
import tidemark.record.Mark;
import tidemark.record.Marks;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.sql.SqlDialect;
import tidemark.sql.jdbc.JdbcSettings;

class CaseQueueTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  private final Marks marks = new Marks();

  private CaseQueue queue(Case... cases) {
    return new CaseQueue(List.of(cases), CaseQueueTest::site, marks);
  }

  private static CaseSite site() {
    return new CaseSite(
        new SQLiteDataSource(),
        SqlDialect.SQLITE,
        connections ->
            new JdbcSettings(
                connections, Duration.ofSeconds(1), Duration.ofSeconds(1), Optional.empty()));
  }

  private ScenarioResult only(Case one) {
    CaseQueue queue = queue(one);
    queue.run();
    return queue.results().get(0);
  }

  private static Observation good() {
    return Observation.of("as it should be", List.of(), Map.of("seen", 1L));
  }

  @Test
  void whatACaseSawIsItsResult() {
    ScenarioResult result = only(StubCase.of("calm", site -> good()));

    assertThat(result.name()).isEqualTo("calm");
    assertThat(result.expected()).isEqualTo("that calm is well");
    assertThat(result.observed()).isEqualTo("as it should be");
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.figures()).containsExactly(Map.entry("seen", 1L));
  }

  @Test
  void whatIsBrokenComesFirst() {
    ScenarioResult result =
        only(StubCase.of("torn", site -> Observation.of("3 seen", List.of("1 lost"), Map.of())));

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.observed()).isEqualTo("1 lost; 3 seen");
  }

  @Test
  void aCaseThatThrowsHasFailedAndTheNextIsTried() {
    CaseQueue queue =
        queue(
            StubCase.of(
                "thrown",
                site -> {
                  throw new IllegalStateException("two\nlines");
                }),
            StubCase.of("next", site -> good()));
    queue.run();

    assertThat(queue.results())
        .extracting(ScenarioResult::verdict)
        .containsExactly(Verdict.FAIL, Verdict.PASS);
    assertThat(queue.results().get(0).observed()).contains("two lines");
  }

  @Test
  void aCaseThatHangsIsEndedAtItsLimitAndWhatItOpenedIsClosed() {
    List<String> closed = new ArrayList<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    CaseQueue queue =
        queue(
            new StubCase(
                "stuck",
                SHORT,
                site -> {
                  site.closing(() -> closed.add("first"));
                  site.closing(() -> closed.add("second"));
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    interrupted.complete(true);
                  }
                  return good();
                }),
            StubCase.of("next", site -> good()));
    queue.run();

    ScenarioResult stuck = queue.results().get(0);
    assertThat(stuck.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(stuck.observed()).isEqualTo("not over within its limit of 200 ms");
    assertThat(stuck.seconds()).isGreaterThanOrEqualTo(0.2);
    assertThat(interrupted).isCompleted();
    assertThat(closed).containsExactly("second", "first");
    assertThat(queue.results().get(1).verdict()).isEqualTo(Verdict.PASS);
  }

  /** As that of a server which does not answer: the next case does not wait for it. */
  @Test
  void aSiteWhoseCloseHangsIsLeftAndTheRowSaysSo() {
    CountDownLatch over = new CountDownLatch(1);
    CaseQueue queue =
        new CaseQueue(
            List.of(
                StubCase.of(
                    "hung",
                    site -> {
                      site.closing(over::await);
                      return good();
                    }),
                StubCase.of("next", site -> good())),
            CaseQueueTest::site,
            marks,
            SHORT);
    queue.run();
    over.countDown();

    ScenarioResult hung = queue.results().get(0);
    assertThat(hung.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(hung.observed())
        .isEqualTo("what it opened is not closed within 200 ms; as it should be");
    assertThat(hung.figures()).containsEntry("seen", 1L);
    assertThat(queue.results().get(1).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void whatIsOpenedAfterTheEndIsClosedAtOnce() {
    List<String> closed = new ArrayList<>();
    List<CaseSite> sites = new ArrayList<>();
    only(
        StubCase.of(
            "over",
            site -> {
              sites.add(site);
              return good();
            }));
    sites.get(0).closing(() -> closed.add("late"));

    assertThat(closed).containsExactly("late");
  }

  @Test
  void aQueueThatIsStoppedBreaksOffAndSkipsTheRest() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CaseQueue queue =
        queue(
            StubCase.of("done", site -> good()),
            StubCase.of(
                "long",
                site -> {
                  begun.countDown();
                  new CountDownLatch(1).await();
                  return good();
                }),
            StubCase.of("never", site -> good()));
    Thread user = new Thread(queue::run);
    user.start();
    begun.await();
    assertThat(queue.states()).extracting(CaseState::running).containsExactly(false, true, false);
    assertThat(queue.states())
        .extracting(state -> state.result().map(ScenarioResult::verdict))
        .containsExactly(Optional.of(Verdict.PASS), Optional.empty(), Optional.empty());
    queue.stop("a signal");
    queue.awaitEnd(Duration.ofSeconds(10));
    user.join();

    assertThat(queue.results())
        .extracting(ScenarioResult::verdict)
        .containsExactly(Verdict.PASS, Verdict.SKIP, Verdict.SKIP);
    assertThat(queue.results())
        .extracting(ScenarioResult::observed)
        .containsExactly("as it should be", "broken off: a signal", "the run ended before");
    assertThat(queue.states()).noneMatch(CaseState::running);
    marks.begin(0);
    assertThat(marks.until(Long.MAX_VALUE))
        .extracting(Mark::text)
        .containsExactly("done", "done PASS", "long", "long SKIP");
  }

  @Test
  void theLimitIsThatOfAllCasesAndSomeTimeToClose() {
    CaseQueue queue =
        queue(StubCase.of("one", site -> good()), new StubCase("two", SHORT, site -> good()));

    assertThat(queue.limit())
        .isEqualTo(Duration.ofMinutes(1).plus(SHORT).plus(Duration.ofSeconds(2 * 20)));
  }
}
