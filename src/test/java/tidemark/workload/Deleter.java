package tidemark.workload;

import java.util.List;
import java.util.SplittableRandom;
import tidemark.error.ErrorKind;
import tidemark.sql.Plan;
import tidemark.sql.Refusal;
import tidemark.sql.Rows;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlFile;
import tidemark.sql.SqlWork;

/** Removes a random one of the first 100 accounts, its transfers with it. */
final class Deleter {
  private static final class Removal {
    final SplittableRandom draws;
    final CommitCounter counter;
    final Entry entry;
    long account;
    long balance;

    Removal(Turn turn) {
      draws = turn.draws();
      counter = turn.ledger();
      entry = counter.attempt();
    }

    void choose(Rows rows) {
      List<Long> ids = rows.list(row -> row.integer(1));
      if (ids.isEmpty()) {
        throw new Refusal(ErrorKind.MISSING_ACCOUNT, "no account");
      }
      account = ids.get(draws.nextInt(ids.size()));
    }

    void removed(Rows rows) {
      balance =
          rows.first(row -> row.integer(1))
              .orElseThrow(() -> new Refusal(ErrorKind.MISSING_ACCOUNT, "account gone"));
    }
  }

  private final Plan<Turn, Removal> plan;

  Deleter(SqlDialect dialect, Ledger ledger) {
    SqlFile sql = dialect.file("deleter");
    this.plan =
        Plan.<Turn, Removal>of("delete", Removal::new)
            .query(sql.get("first_100"), Removal::choose)
            .begin()
            .query(
                sql.get("remove"),
                (removal, params) -> params.integer(removal.account),
                Removal::removed)
            .update(
                ledger.removal(),
                (removal, params) ->
                    Ledger.bind(params, removal.entry, 0)
                        .integer(removal.account)
                        .integer(removal.balance),
                (removal, affected) -> OneRow.require("ledger insert", affected))
            .commit()
            .onAcknowledged(
                removal -> {
                  removal.counter.acknowledged(removal.entry, 1);
                  ledger.accountsChanged(-1);
                })
            .onUncertain(removal -> removal.counter.uncertain(removal.entry, 1))
            .build();
  }

  SqlWork<?, ?> work(Turn turn) {
    return new SqlWork<>(plan, turn);
  }
}
