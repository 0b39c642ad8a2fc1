package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which orders of steps a plan takes, and what it hands on. */
final class PlanTest {
  private static final Sql SQL = new Sql("one", "SELECT 1");

  private static Plan.Builder<Integer, List<Integer>> plan() {
    return Plan.of("transfer", input -> new ArrayList<>(List.of(input)));
  }

  private static Plan.Builder<Integer, List<Integer>> query(
      Plan.Builder<Integer, List<Integer>> plan) {
    return plan.query(SQL, (state, rows) -> {});
  }

  private static Plan.Builder<Integer, List<Integer>> change(
      Plan.Builder<Integer, List<Integer>> plan) {
    return plan.update(SQL, (state, params) -> {});
  }

  private static Plan.Builder<Integer, List<Integer>> stream(
      Plan.Builder<Integer, List<Integer>> plan) {
    return plan.stream(SQL, 10, (state, params) -> {}, (state, rows) -> {});
  }

  private static void assertRefused(Plan.Builder<Integer, List<Integer>> plan, String... why) {
    assertThatIllegalStateException()
        .isThrownBy(plan::build)
        .withMessageStartingWith("transfer: ")
        .satisfies(error -> assertThat(error).hasMessageContainingAll(why));
  }

  @Test
  void queriesBeforeATransactionAndStepsInItAreTaken() {
    Plan<Integer, List<Integer>> plan = stream(query(query(plan()).begin())).commit().build();

    assertThat(plan.name()).isEqualTo("transfer");
    assertThat(plan.steps())
        .hasExactlyElementsOfTypes(
            Step.Query.class,
            Step.Begin.class,
            Step.Query.class,
            Step.Query.class,
            Step.Commit.class);
    assertThat(query(plan()).build().steps()).hasSize(1);
  }

  @Test
  void aReadingTransactionSaysSo() {
    assertThat(plan().beginReading().commit().build().steps().get(0))
        .isEqualTo(new Step.Begin<List<Integer>>(false));
    assertThat(plan().begin().commit().build().steps().get(0))
        .isEqualTo(new Step.Begin<List<Integer>>(true));
  }

  @Test
  void aTransactionMustBeCommitted() {
    assertRefused(query(plan().begin()), "not committed");
  }

  @Test
  void aCommitNeedsATransaction() {
    assertRefused(query(plan()).commit(), "Commit", "does not fit here");
  }

  @Test
  void aTransactionIsNotBegunInAnother() {
    assertRefused(plan().begin().beginReading().commit(), "Begin", "does not fit here");
  }

  @Test
  void aStreamNeedsATransaction() {
    assertRefused(stream(plan()), "Query", "does not fit here");
  }

  @Test
  void theCommitIsTheLastStep() {
    assertRefused(query(plan().begin().commit()), "Query", "does not fit here");
    assertRefused(plan().begin().commit().begin().commit(), "Begin", "does not fit here");
    assertRefused(plan().begin().commit().commit(), "Commit", "does not fit here");
  }

  /** It commits by itself: what came after could only fail. */
  @Test
  void aChangeOutsideATransactionIsTheLastStep() {
    assertRefused(query(change(plan())), "Query", "does not fit here");
    assertRefused(change(plan()).begin().commit(), "Begin", "does not fit here");
    assertRefused(change(change(plan())), "Update", "does not fit here");
    assertThat(change(query(plan())).build().steps()).hasSize(2);
    assertThat(query(change(plan().begin())).commit().build().steps()).hasSize(4);
  }

  @Test
  void aBuilderThatGoesOnDoesNotChangeWhatItBuilt() {
    Plan.Builder<Integer, List<Integer>> builder = query(plan());
    Plan<Integer, List<Integer>> plan = builder.build();

    query(builder);

    assertThat(plan.steps()).hasSize(1);
  }

  @Test
  void everyAttemptHasAStateOfItsOwn() {
    Plan<Integer, List<Integer>> plan = query(plan()).build();

    List<Integer> first = plan.newState(7);
    first.add(8);

    assertThat(plan.newState(7)).containsExactly(7);
  }

  @Test
  void everythingThatEndsWellWorkedUnlessItIsSaidWhat() {
    assertThat(query(plan()).build().worked(List.of())).isTrue();
    Plan<Integer, List<Integer>> plan = query(plan()).workedIf(state -> state.size() == 2).build();
    assertThat(plan.worked(List.of(1))).isFalse();
    assertThat(plan.worked(List.of(1, 2))).isTrue();
  }

  @Test
  void listenersAreToldOfTheState() {
    List<String> told = new ArrayList<>();
    Plan<Integer, List<Integer>> plan =
        query(plan())
            .onAcknowledged(state -> told.add("acknowledged " + state))
            .onUncertain(state -> told.add("uncertain " + state))
            .build();

    plan.acknowledged(List.of(1));
    plan.uncertain(List.of(2));

    assertThat(told).containsExactly("acknowledged [1]", "uncertain [2]");
  }
}
