package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;

class RunRecorderTest {
  private static final ErrorKind DEADLOCK = new ErrorKind(ErrorClass.RETRY, "deadlock");
  private static final ErrorKind CORRUPT = new ErrorKind(ErrorClass.BUG, "corrupt");
  private static final long MILLI = 1_000_000;

  /** The end of warm-up. */
  private static final long ORIGIN = 5_000 * MILLI;

  private final RunRecorder recorder = new RunRecorder();

  @BeforeEach
  void warmedUp() {
    recorder.measureFrom(ORIGIN);
  }

  @Test
  void nothingRecordedIsNothing() {
    RunFigures figures = recorder.figures();

    assertThat(figures.requests()).isEmpty();
    assertThat(figures.all().samples()).isZero();
    assertThat(figures.role("reader").operations()).isZero();
    assertThat(figures.elapsedNanos()).isZero();
    assertThat(figures.perSecond(100)).isZero();
  }

  @Test
  void aSampleBelongsToThePhaseInWhichItStarted() {
    recorder.sample(ok(-1, 10));
    assertThat(recorder.figures().all().samples()).as("begun in warm-up, ended after").isZero();

    recorder.sample(ok(0, 10));
    assertThat(recorder.figures().all().samples()).as("begun at its end").isEqualTo(1);
  }

  @Test
  void warmUpIsInNoFigure() {
    recorder.sample(sample(-10, 100, DEADLOCK, 3, true));
    RunFigures figures = recorder.figures();

    assertThat(figures.requests()).isEmpty();
    assertThat(figures.acquire().getTotalCount()).isZero();
    assertThat(figures.elapsedNanos()).isZero();
  }

  @Test
  void beforeMeasurementIsSetAllIsWarmUp() {
    RunRecorder unset = new RunRecorder();
    unset.sample(ok(0, 10));
    unset.error("reader", CORRUPT, "text", ORIGIN);

    assertThat(unset.figures().all().samples()).isZero();
    assertThat(unset.figures().errors().unexpected()).isEmpty();
    assertThat(unset.figures().warmupErrors().unexpectedCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE - 10})
  void theClockMayStandAnywhereAndWrapAround(long origin) {
    RunRecorder wrapping = new RunRecorder();
    wrapping.measureFrom(origin);
    wrapping.sample(new Sample("reader", "read", origin - 5, origin + 5, 0, null, 0, true));
    wrapping.sample(new Sample("reader", "read", origin + 5, origin + 25, 0, null, 0, true));
    wrapping.measureUntil(origin + 30);

    assertThat(wrapping.figures().all().samples()).isEqualTo(1);
    assertThat(wrapping.figures().all().answered().getMaxValue()).isEqualTo(20);
    assertThat(wrapping.figures().elapsedNanos()).isEqualTo(30);
  }

  @Test
  void elapsedIsFromTheEndOfWarmUpToTheLastEnd() {
    recorder.sample(ok(100, 900));
    recorder.sample(ok(200, 300));
    RunFigures figures = recorder.figures();

    assertThat(figures.elapsedNanos()).isEqualTo(1_000 * MILLI);
    assertThat(figures.elapsedSeconds()).isEqualTo(1.0);
    assertThat(figures.perSecond(50)).isEqualTo(50.0);
  }

  @Test
  void elapsedReachesToTheStopWhenAllUsersPause() {
    recorder.sample(ok(100, 900));
    recorder.measureUntil(ORIGIN + 10_000 * MILLI);

    assertThat(recorder.figures().elapsedSeconds()).isEqualTo(10.0);
    assertThat(recorder.figures().perSecond(50)).isEqualTo(5.0);
  }

  @Test
  void elapsedReachesToTheLastEndAfterTheStop() {
    recorder.measureUntil(ORIGIN + 1_000 * MILLI);
    recorder.sample(ok(900, 600));

    assertThat(recorder.figures().elapsedSeconds()).isEqualTo(1.5);
  }

  @Test
  void onlyTheFirstStopCounts() {
    recorder.measureUntil(ORIGIN + 1_000 * MILLI);
    recorder.measureUntil(ORIGIN + 2_000 * MILLI);

    assertThat(recorder.figures().elapsedSeconds()).isEqualTo(1.0);
  }

  @Test
  void aStopBeforeTheEndOfWarmUpMeasuresNothing() {
    RunRecorder unset = new RunRecorder();
    unset.measureUntil(ORIGIN);
    recorder.measureUntil(ORIGIN - 1);

    assertThat(unset.figures().elapsedNanos()).isZero();
    assertThat(recorder.figures().elapsedNanos()).isZero();
  }

  @Test
  void aRefusalIsAnAnswerAndNoFailure() {
    recorder.sample(sample(0, 10, ErrorKind.INSUFFICIENT_FUNDS, 0, false));
    SeriesFigures all = recorder.figures().all();

    assertThat(all.refused()).isEqualTo(1);
    assertThat(all.answered().getTotalCount()).isEqualTo(1);
    assertThat(all.failures()).isZero();
    assertThat(all.operations()).isZero();
  }

  @Test
  void aRetryErrorThatOutlivedItsTriesFailsAndIsExpected() {
    recorder.sample(sample(0, 10, DEADLOCK, 3, false));
    SeriesFigures all = recorder.figures().all();

    assertThat(all.failures()).isEqualTo(1);
    assertThat(all.unexpected()).isZero();
    assertThat(all.retries()).isEqualTo(3);
    assertThat(all.answered().getTotalCount()).isZero();
  }

  @Test
  void anyOtherErrorFailsAndIsUnexpected() {
    recorder.sample(sample(0, 10, CORRUPT, 0, false));
    recorder.sample(sample(0, 10, ErrorKind.TIMEOUT, 0, false));
    recorder.sample(sample(0, 10, ErrorKind.COMMIT_UNKNOWN, 0, false));
    SeriesFigures all = recorder.figures().all();

    assertThat(all.failures()).isEqualTo(3);
    assertThat(all.unexpected()).isEqualTo(3);
  }

  @Test
  void whatChangedOrReadNothingIsASampleAndNoOperation() {
    recorder.sample(sample(0, 10, null, 0, false));
    recorder.sample(sample(0, 10, null, 0, true));
    SeriesFigures all = recorder.figures().all();

    assertThat(all.samples()).isEqualTo(2);
    assertThat(all.operations()).isEqualTo(1);
  }

  @Test
  void retriesAddUp() {
    recorder.sample(sample(0, 10, null, 2, true));
    recorder.sample(sample(0, 10, null, 0, true));
    recorder.sample(sample(0, 10, null, 1, true));

    assertThat(recorder.figures().all().retries()).isEqualTo(3);
  }

  @Test
  void requestsAddUpToTheirRoleAndRolesToAll() {
    recorder.sample(of("transferrer", "transfer", 10));
    recorder.sample(of("reader", "page", 20));
    recorder.sample(of("reader", "prefix", 30));
    RunFigures figures = recorder.figures();

    assertThat(figures.requests())
        .extracting(SeriesFigures::request)
        .containsExactly("page", "prefix", "transfer");
    assertThat(figures.role("reader").samples()).isEqualTo(2);
    assertThat(figures.role("reader").operations()).isEqualTo(2);
    assertThat(figures.role("transferrer").samples()).isEqualTo(1);
    assertThat(figures.all().samples()).isEqualTo(3);
    assertThat(Latency.of(figures.role("reader").answered()).min()).isBetween(19.98, 20.02);
  }

  @Test
  void oneRequestNameOfTwoRolesIsTwoSeries() {
    recorder.sample(of("reader", "read", 10));
    recorder.sample(of("checker", "read", 10));

    assertThat(recorder.figures().requests()).hasSize(2);
    assertThat(recorder.figures().role("reader").samples()).isEqualTo(1);
  }

  @Test
  void waitsForAConnectionAreADistributionOfTheirOwn() {
    recorder.sample(new Sample("reader", "read", ORIGIN, ORIGIN + 100, 40, null, 0, true));

    assertThat(recorder.figures().acquire().getMaxValue()).isEqualTo(40);
    assertThat(recorder.figures().all().answered().getMaxValue()).isEqualTo(100);
  }

  @Test
  void errorsAreCountedByCategory() {
    recorder.error("transferrer", DEADLOCK, "deadlock detected", ORIGIN);
    recorder.error("transferrer", DEADLOCK, "deadlock detected", ORIGIN);
    recorder.error("deleter", CORRUPT, "malformed", ORIGIN);
    ErrorFigures errors = recorder.figures().errors();

    assertThat(errors.expected()).containsOnlyKeys("deadlock");
    assertThat(errors.expectedCount()).isEqualTo(2);
    assertThat(errors.unexpected()).containsOnlyKeys("corrupt");
    assertThat(errors.unexpectedCount()).isEqualTo(1);
  }

  @Test
  void anErrorOfAnOperationBegunInWarmUpIsCountedApart() {
    recorder.error("reader", CORRUPT, "malformed", ORIGIN - 1);

    assertThat(recorder.figures().errors().unexpected()).isEmpty();
    assertThat(recorder.figures().warmupErrors().unexpected()).containsOnlyKeys("corrupt");
  }

  @Test
  void theFirstFiveTextsOfACategoryAreKept() {
    IntStream.rangeClosed(1, 7)
        .forEach(number -> recorder.error("reader", CORRUPT, "text " + number, ORIGIN));

    assertThat(recorder.figures().errors().unexpected())
        .containsEntry(
            "corrupt",
            new ErrorFigures.Category(
                7,
                IntStream.rangeClosed(1, 5).mapToObj(number -> "reader: text " + number).toList()));
  }

  @Test
  void aTextIsOneLineOfBoundedLength() {
    recorder.error("reader", CORRUPT, " two\n  lines \u001b[2J" + "x".repeat(1_000), ORIGIN);

    assertThat(recorder.figures().errors().unexpected().values())
        .flatExtracting(ErrorFigures.Category::samples)
        .singleElement(STRING)
        .startsWith("reader: two lines ␛[2Jxxx")
        .endsWith("xxx")
        .hasSize(300);
  }

  @Test
  void figuresDoNotChangeAfterwards() {
    recorder.sample(ok(0, 10));
    RunFigures figures = recorder.figures();
    recorder.sample(ok(20, 30));

    assertThat(figures.all().samples()).isEqualTo(1);
    assertThat(figures.acquire().getTotalCount()).isEqualTo(1);
  }

  /** A sample that went well; times in milliseconds, the start after the end of warm-up. */
  private static Sample ok(long start, long lasting) {
    return sample(start, lasting, null, 0, true);
  }

  private static Sample of(String role, String request, long lasting) {
    return new Sample(role, request, ORIGIN, ORIGIN + lasting * MILLI, 0, null, 0, true);
  }

  private static Sample sample(
      long start, long lasting, @Nullable ErrorKind error, int retries, boolean operation) {
    long startNanos = ORIGIN + start * MILLI;
    return new Sample(
        "transferrer",
        "transfer",
        startNanos,
        startNanos + lasting * MILLI,
        0,
        error,
        retries,
        operation);
  }
}
