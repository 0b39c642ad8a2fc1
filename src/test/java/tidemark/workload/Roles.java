package tidemark.workload;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static tidemark.sql.SqlDsl.sql;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import tidemark.sql.SqlActionBuilder;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlWork;

/** The five roles as Gatling scenarios on one bank. */
public final class Roles {
  private final RoleSettings settings;
  private final Ledger ledger;
  private final AccountFeeder accounts;
  private final Predicate<Role> open;
  private final Inserter inserter;
  private final Transferrer transferrer;
  private final Reader reader;
  private final Checker checker;
  private final Deleter deleter;

  /**
   * The roles of one run.
   *
   * @param accounts where inserters get their accounts
   * @param open as long as this is true of a role, its users go on
   */
  public Roles(
      RoleSettings settings,
      SqlDialect dialect,
      Ledger ledger,
      AccountFeeder accounts,
      Predicate<Role> open) {
    this.settings = settings;
    this.ledger = ledger;
    this.accounts = accounts;
    this.open = open;
    this.inserter = new Inserter(dialect, ledger, settings.accountsMax());
    this.transferrer = new Transferrer(dialect, ledger, settings.lockOrder());
    this.reader = new Reader(dialect);
    this.checker = new Checker(dialect);
    this.deleter = new Deleter(dialect, ledger);
  }

  /** Every role that has users, all of them there at once. */
  public List<PopulationBuilder> populations() {
    List<PopulationBuilder> populations = new ArrayList<>();
    int firstWriter = 0;
    for (Role role : Role.values()) {
      int users = settings.users().getOrDefault(role, 0);
      if (users > 0) {
        populations.add(scenarioOf(role, firstWriter, users).injectOpen(atOnceUsers(users)));
      }
      firstWriter += users;
    }
    return populations;
  }

  /** Whoever will write is in the ledger before the load: an audit must know all of them. */
  private ScenarioBuilder scenarioOf(Role role, int firstWriter, int users) {
    Queue<Teller> tellers = new ConcurrentLinkedQueue<>();
    for (int writer = firstWriter; writer < firstWriter + users; writer++) {
      CommitCounter counter = role.writes() ? ledger.counter(writer) : new CommitCounter(writer);
      tellers.add(new Teller(settings.seed(), writer, counter));
    }
    return scenario(role.id())
        .exec(session -> session.set(Teller.ATTRIBUTE, tellers.remove()))
        .exec(turns(role));
  }

  private ChainBuilder turns(Role role) {
    if (role == Role.INSERTER) {
      return turnByTurn(
          role, feed(accounts, settings.batchSize()).exec(sql(session -> insert(session))));
    }
    SqlActionBuilder operation = sql(session -> work(role, session));
    return settings.thinkTime().isZero()
        ? exec(operation.asLongAs(session -> open.test(role)))
        : turnByTurn(role, exec(operation));
  }

  private ChainBuilder turnByTurn(Role role, ChainBuilder turn) {
    return asLongAs(session -> open.test(role))
        .on(
            settings.thinkTime().isZero()
                ? turn
                : turn.exec(pause(session -> teller(session).pause(settings.thinkTime()))));
  }

  private SqlWork<?, ?> insert(Session session) {
    return inserter.work(teller(session).nextTurn(), session.getList(AccountFeeder.ATTRIBUTE));
  }

  private SqlWork<?, ?> work(Role role, Session session) {
    Turn turn = teller(session).nextTurn();
    return switch (role) {
      case TRANSFERRER -> transferrer.work(turn);
      case READER -> reader.work(turn);
      case CHECKER -> checker.work(turn);
      case DELETER -> deleter.work(turn);
      case INSERTER -> throw new IllegalArgumentException("an inserter is fed");
    };
  }

  private static Teller teller(Session session) {
    Teller teller = session.get(Teller.ATTRIBUTE);
    if (teller == null) {
      throw new IllegalStateException("the user has no teller");
    }
    return teller;
  }
}
