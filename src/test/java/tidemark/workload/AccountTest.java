package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** An account is a pure function of its name and the seed. */
class AccountTest {
  @Property
  void theSameNameAndSeedGiveTheSameAccount(@ForAll String name, @ForAll long seed) {
    assertThat(Account.named(name, seed)).isEqualTo(Account.named(new String(name), seed));
    assertThat(Account.named(name, seed).name()).isEqualTo(name);
  }

  /** But for its name, which is given, no account is like another: the UUIDs tell. */
  @Property
  void anotherSeedGivesAnotherAccount(@ForAll String name, @ForAll long seed) {
    assertThat(Account.named(name, seed + 1).ref()).isNotEqualTo(Account.named(name, seed).ref());
  }

  @Property
  void anotherNameGivesAnotherAccount(@ForAll String name, @ForAll char letter, @ForAll long seed) {
    assertThat(Account.named(name + letter, seed).ref())
        .isNotEqualTo(Account.named(name, seed).ref());
  }

  @Property
  void everyColumnIsInItsRange(@ForAll String name, @ForAll long seed) {
    Account account = Account.named(name, seed);

    assertThat(account.opening()).isBetween(100L, 10_000L);
    assertThat(account.interestRate()).isBetween(0.0, 0.1);
    assertThat(account.riskRe()).isBetween(-1.0, 1.0);
    assertThat(account.riskIm()).isBetween(-1.0, 1.0);
    assertThat(account.createdAt())
        .isBetween(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(account.createdAt()).isEqualTo(account.createdAt().truncatedTo(ChronoUnit.MICROS));
    assertThat(account.ref().version()).isEqualTo(4);
    assertThat(account.ref().variant()).isEqualTo(2);
  }

  @Test
  void balancesReachBothEnds() {
    IntSummaryStatistics openings =
        IntStream.range(0, 200_000)
            .map(i -> (int) Account.named("account-" + i, 1).opening())
            .summaryStatistics();

    assertThat(openings.getMin()).isEqualTo(100);
    assertThat(openings.getMax()).isEqualTo(10_000);
    assertThat(openings.getAverage()).isBetween(5000.0, 5100.0);
  }

  @Test
  void halfOfThemAreActiveAndMomentsAreAsFineAsMicroseconds() {
    List<Account> accounts =
        IntStream.range(0, 1000).mapToObj(i -> Account.named("account-" + i, 1)).toList();

    assertThat(accounts.stream().filter(Account::active).count()).isBetween(400L, 600L);
    assertThat(accounts.stream().map(Account::createdAt))
        .filteredOn(moment -> !moment.equals(moment.truncatedTo(ChronoUnit.MILLIS)))
        .hasSizeGreaterThan(900);
  }
}
