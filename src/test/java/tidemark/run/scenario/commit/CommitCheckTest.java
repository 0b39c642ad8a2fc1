package tidemark.run.scenario.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorKind;
import tidemark.workload.Commit;

class CommitCheckTest {
  private static CommitOutcome acknowledged(String id, String message) {
    return new CommitOutcome(
        new Commit("branch", message, ""), Optional.of(id), Optional.empty(), 1, 0);
  }

  private static CommitOutcome failed(String message, ErrorKind kind) {
    return new CommitOutcome(
        new Commit("branch", message, ""), Optional.empty(), Optional.of(kind), 1, 0);
  }

  private static StoredCommit stored(String id, String message) {
    return new StoredCommit(id, message);
  }

  private static CommitCheck check(List<CommitOutcome> outcomes, StoredCommit... stored) {
    return CommitCheck.of(outcomes, List.of(stored));
  }

  @Test
  void whatIsStoredAsItWasAcknowledgedIsGood() {
    CommitCheck check =
        check(
            List.of(acknowledged("1", "a"), acknowledged("2", "b")),
            stored("2", "b"),
            stored("1", "a"));

    assertThat(check).isEqualTo(new CommitCheck(0, 0, 0, 0, 0));
    assertThat(check.broken()).isEmpty();
  }

  @Test
  void anIdForTwoIsADuplicate() {
    CommitCheck check =
        check(
            List.of(acknowledged("1", "a"), acknowledged("1", "b")),
            stored("1", "a"),
            stored("1", "b"));

    assertThat(check).isEqualTo(new CommitCheck(1, 0, 0, 0, 0));
    assertThat(check.broken()).containsExactly("ids handed out twice: 1");
  }

  @Test
  void whatIsNotThereIsLost() {
    assertThat(check(List.of(acknowledged("1", "a"))).lost()).isEqualTo(1);
  }

  @Test
  void anotherMessageIsAnAlteredOneAndNoPhantom() {
    assertThat(check(List.of(acknowledged("1", "abc")), stored("1", "ab")))
        .isEqualTo(new CommitCheck(0, 0, 1, 0, 0));
  }

  @Test
  void aRefusedCommitThatIsThereIsAPhantom() {
    assertThat(check(List.of(failed("a", ErrorKind.TIMEOUT)), stored("1", "a")).phantom())
        .isEqualTo(1);
  }

  @Test
  void aCommitThatIsThereTwiceIsAPhantom() {
    CommitCheck check = check(List.of(acknowledged("1", "a")), stored("1", "a"), stored("1", "a"));

    assertThat(check.phantom()).isEqualTo(1);
  }

  @Test
  void ofAnUnknownOutcomeBothAreGoodButNotTwice() {
    List<CommitOutcome> outcomes = List.of(failed("a", ErrorKind.COMMIT_UNKNOWN));

    assertThat(check(outcomes)).isEqualTo(new CommitCheck(0, 0, 0, 0, 1));
    assertThat(check(outcomes, stored("1", "a"))).isEqualTo(new CommitCheck(0, 0, 0, 0, 1));
    assertThat(check(outcomes, stored("1", "a"), stored("2", "a")).phantom()).isEqualTo(1);
  }
}
