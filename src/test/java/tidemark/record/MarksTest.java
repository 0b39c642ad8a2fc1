package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What happened in a run, on its axis. */
class MarksTest {
  private static final long BEGIN = -5_000;

  private final Marks marks = new Marks();

  @Test
  void theyAreInOrderAndCountFromTheBegin() {
    marks.add(BEGIN + 20, Mark.Kind.STOP, true, "end");
    marks.add(BEGIN + 10, Mark.Kind.STEP, true, "step 50");
    assertThat(marks.until(100)).as("nobody knows where the axis begins").isEmpty();

    marks.begin(BEGIN);

    assertThat(marks.until(100))
        .containsExactly(
            new Mark(10, Mark.Kind.STEP, true, "step 50"),
            new Mark(20, Mark.Kind.STOP, true, "end"));
  }

  @Test
  void whatLiesAheadIsNotThereYet() {
    marks.begin(BEGIN);
    marks.add(BEGIN + 50, Mark.Kind.WARMUP_END, true, "end of warm-up");

    assertThat(marks.until(49)).isEmpty();
    assertThat(marks.until(50)).hasSize(1);
  }

  /** A day with an audit in every second; those that found something are all kept. */
  @Test
  void auditsThatFoundNothingAreThinnedWhenThereAreMany() {
    marks.begin(0);
    for (int i = 0; i < 86_400; i++) {
      marks.add(i, Mark.Kind.AUDIT, i % 8_640 != 0, "audit " + i);
      if (i % 43_200 == 0) {
        marks.add(i, Mark.Kind.STEP, true, "step " + i);
      }
    }

    assertThat(marks.until(100_000))
        .hasSizeBetween(Marks.MOST_AUDITS / 2, Marks.MOST_AUDITS + 12)
        .filteredOn(mark -> !mark.good())
        .hasSize(10);
    assertThat(marks.until(100_000))
        .filteredOn(mark -> mark.kind() == Mark.Kind.STEP)
        .extracting(Mark::text)
        .containsExactly("step 0", "step 43200");
  }

  @Test
  void theirTextIsFitToBeShown() {
    marks.begin(0);
    marks.add(1, Mark.Kind.FAULT, false, "\u001b[2Jx".repeat(100_000));

    assertThat(marks.until(1).get(0).text()).hasSize(200).doesNotContain("\u001b");
  }
}
