package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The feeder of new accounts. */
class AccountFeederTest {
  private static final List<String> BRANCHES = List.of("quay", "reef", "pier");

  private static List<NewAccount> first(int count, long seed) {
    AccountFeeder feeder = new AccountFeeder(seed, BRANCHES);
    return Stream.generate(feeder::next)
        .limit(count)
        .map(fed -> (NewAccount) fed.get(AccountFeeder.ATTRIBUTE))
        .toList();
  }

  private static Set<String> names(List<NewAccount> accounts) {
    return accounts.stream().map(opened -> opened.account().name()).collect(Collectors.toSet());
  }

  @Test
  void namesAreUniqueAndIdsCountUp() {
    List<NewAccount> accounts = first(100_000, 1);

    assertThat(names(accounts)).hasSize(100_000);
    assertThat(accounts.stream().map(NewAccount::id))
        .isEqualTo(LongStream.rangeClosed(1, 100_000).boxed().toList());
  }

  @Property(tries = 100)
  void oneSeedFeedsTheSameAccountsAndAnotherSeedOthers(@ForAll long seed) {
    assertThat(first(50, seed)).isEqualTo(first(50, seed));
    assertThat(names(first(50, seed))).doesNotContainAnyElementsOf(names(first(50, seed + 1)));
  }

  @Property(tries = 100)
  void everyAccountFollowsFromItsNameAndTheSeed(@ForAll long seed) {
    assertThat(first(20, seed))
        .allSatisfy(
            opened ->
                assertThat(opened.account())
                    .isEqualTo(Account.named(opened.account().name(), seed)));
  }

  @Test
  void everyBranchGetsItsShare() {
    for (String branch : BRANCHES) {
      assertThat(first(30, 1))
          .filteredOn(opened -> opened.account().name().endsWith("-" + branch))
          .hasSize(10);
    }
  }

  /** New accounts sort among the old ones, so that those who read the first 50 meet them. */
  @Test
  void namesDoNotComeInOrder() {
    List<NewAccount> accounts = first(200, 1);
    Set<String> early = names(accounts.subList(0, 100));
    List<String> sorted = names(accounts).stream().sorted().toList();

    assertThat(sorted.subList(0, 100).stream().filter(early::contains).count()).isBetween(30L, 70L);
  }

  @Test
  void itNeverEnds() {
    AccountFeeder feeder = new AccountFeeder(1, BRANCHES);
    feeder.next();

    assertThat(feeder.hasNext()).isTrue();
  }
}
