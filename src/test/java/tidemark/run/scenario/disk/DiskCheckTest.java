package tidemark.run.scenario.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;

class DiskCheckTest {
  private static final int WHOLE = DiskBatch.ROWS;
  private static final List<DiskOutcome> OUTCOMES =
      List.of(
          new DiskOutcome(0, Optional.empty()),
          new DiskOutcome(1, Optional.of(new ErrorKind(ErrorClass.RESOURCE, "disk_full"))),
          new DiskOutcome(2, Optional.of(ErrorKind.COMMIT_UNKNOWN)));

  @Test
  void whatWasAcknowledgedIsThereAndWhatWasRefusedIsNot() {
    DiskCheck check = DiskCheck.of(OUTCOMES, Map.of(0L, WHOLE), 0);

    assertThat(check).isEqualTo(new DiskCheck(1, 1, 1, 0, 0, 0, 0));
    assertThat(check.broken()).isEmpty();
  }

  @Test
  void anUnknownOutcomeMayBeThere() {
    assertThat(DiskCheck.of(OUTCOMES, Map.of(0L, WHOLE, 2L, WHOLE), 0).broken()).isEmpty();
  }

  @Test
  void whatIsMissingIsLost() {
    assertThat(DiskCheck.of(OUTCOMES, Map.of(), 0).broken())
        .containsExactly("acknowledged batches lost: 1");
  }

  /** Of no batch, whatever became of it, may a part be there. */
  @ParameterizedTest
  @CsvSource({"0", "1", "2", "3"})
  void aPartIsTorn(long batch) {
    Map<Long, Integer> stored =
        batch == 0 ? Map.of(0L, WHOLE - 1) : Map.of(0L, WHOLE, batch, WHOLE - 1);

    assertThat(DiskCheck.of(OUTCOMES, stored, 0).broken())
        .containsExactly("batches of which a part is stored: 1");
  }

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void aBatchThatWasRefusedOrNeverWrittenIsAPhantom(long batch) {
    assertThat(DiskCheck.of(OUTCOMES, Map.of(0L, WHOLE, batch, WHOLE), 0).broken())
        .containsExactly("batches stored that were refused: 1");
  }

  @Test
  void aRowThatSaysSomethingElseIsAltered() {
    assertThat(DiskCheck.of(OUTCOMES, Map.of(0L, WHOLE), 2).broken())
        .containsExactly("rows altered: 2");
  }
}
