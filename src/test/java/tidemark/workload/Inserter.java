package tidemark.workload;

import java.util.Comparator;
import java.util.List;
import tidemark.sql.Params;
import tidemark.sql.Plan;
import tidemark.sql.Rows;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlFile;
import tidemark.sql.SqlWork;

/**
 * Opens a batch of accounts in one transaction. When the table has its size, it first retires as
 * many of the oldest accounts, so that a faster run does not work on a larger table.
 */
final class Inserter {
  /** What one insert is given. */
  record Given(Turn turn, List<NewAccount> accounts) {}

  private record Retired(long id, long balance) {}

  private static final class Insert {
    final List<NewAccount> accounts;
    final CommitCounter counter;
    final Entry entry;
    List<Retired> retired = List.of();

    Insert(Given given) {
      accounts = given.accounts();
      counter = given.turn().ledger();
      entry = counter.attempt();
    }

    NewAccount account(int i) {
      return accounts.get(i);
    }

    int lines() {
      return accounts.size() + retired.size();
    }

    /** They come in whatever order the database deleted them. */
    void retired(Rows rows) {
      retired = rows.list(row -> new Retired(row.integer(1), row.integer(2)));
      retired.sort(Comparator.comparingLong(Retired::id));
    }
  }

  private final Ledger ledger;
  private final int accountsMax;
  private final Plan<Given, Insert> grow;
  private final Plan<Given, Insert> renew;

  Inserter(SqlDialect dialect, Ledger ledger, int accountsMax) {
    this.ledger = ledger;
    this.accountsMax = accountsMax;
    SqlFile sql = dialect.file("inserter");
    this.grow = insert(Plan.<Given, Insert>of("insert", Insert::new).begin(), sql);
    this.renew =
        insert(
            Plan.<Given, Insert>of("insert", Insert::new)
                .begin()
                .query(
                    sql.get("retire_oldest"),
                    (insert, params) -> params.integer(insert.accounts.size()),
                    Insert::retired)
                .batch(ledger.removal(), insert -> insert.retired.size(), Inserter::bindRemoval),
            sql);
  }

  private Plan<Given, Insert> insert(Plan.Builder<Given, Insert> plan, SqlFile sql) {
    return plan.batch(sql.get("insert"), insert -> insert.accounts.size(), Inserter::bindAccount)
        .batch(ledger.deposit(), insert -> insert.accounts.size(), Inserter::bindDeposit)
        .commit()
        .onAcknowledged(
            insert -> {
              insert.counter.acknowledged(insert.entry, insert.lines());
              ledger.accountsChanged(insert.accounts.size() - insert.retired.size());
            })
        .onUncertain(insert -> insert.counter.uncertain(insert.entry, insert.lines()))
        .build();
  }

  private static void bindAccount(Insert insert, int i, Params params) {
    Account account = insert.account(i).account();
    params
        .integer(insert.account(i).id())
        .text(account.name())
        .integer(account.opening())
        .integer(account.opening())
        .real(account.interestRate())
        .real(account.riskRe())
        .real(account.riskIm())
        .flag(account.active())
        .timestamp(account.createdAt())
        .uuid(account.ref());
  }

  private static void bindDeposit(Insert insert, int i, Params params) {
    NewAccount opened = insert.account(i);
    Ledger.bind(params, insert.entry, i).integer(opened.id()).integer(opened.account().opening());
  }

  private static void bindRemoval(Insert insert, int i, Params params) {
    Retired retired = insert.retired.get(i);
    Ledger.bind(params, insert.entry, insert.accounts.size() + i)
        .integer(retired.id())
        .integer(retired.balance());
  }

  SqlWork<?, ?> work(Turn turn, List<NewAccount> accounts) {
    boolean full = accountsMax > 0 && ledger.accounts() + accounts.size() > accountsMax;
    return new SqlWork<>(full ? renew : grow, new Given(turn, accounts));
  }
}
