package tidemark.sql;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitBlockOnFail;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.holdFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.reachRps;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.tryMax;
import static tidemark.sql.EngineUnderTest.plan;
import static tidemark.sql.SqlDsl.sql;

import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.sql.jdbc.JdbcEngine;
import tidemark.sql.jdbc.JdbcSettings;
import tidemark.sql.jdbc.SqliteSource;

/**
 * What {@link SqlActionIT} looks at: one scenario for each thing that an SQL action must do.
 * Samples and notes go to the standard output.
 */
public final class SqlActionFixture extends Simulation {
  static final Duration PAUSE = Duration.ofMillis(400);
  static final int RETRIES = 2;
  static final int THROTTLED_USERS = 60;
  static final int REQUESTS_PER_SECOND = 20;

  private static final Sql ONE = new Sql("one", "SELECT 1");
  private static final ErrorKind DEFECT = new ErrorKind(ErrorClass.BUG, "defect");
  private static final ErrorKind DEADLOCK = new ErrorKind(ErrorClass.RETRY, "deadlock");
  private static final Duration ENOUGH = Duration.ofSeconds(10);

  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final SqlEngine engine = engine("open.sqlite");
  private final SqlEngine drained = engine("drained.sqlite");
  private final SqlProtocol protocol =
      sql(engine)
          .recorder(PrintedSample.PRINTER)
          .retries(RETRIES)
          .users(started::incrementAndGet, ended::incrementAndGet);

  public SqlActionFixture() {
    drained.drain(ENOUGH);
    setUp(
            one(
                "grouped",
                exec(ok("count")).exec(pause(PAUSE)).exec(group("teller").on(exec(ok("count"))))),
            one(
                "failing",
                exec(failing("fail", DEFECT, 99))
                    .exec(note("failing"))
                    .exec(exitHereIfFailed())
                    .exec(ok("never"))),
            one(
                "refused",
                exec(failing("refuse", ErrorKind.MISSING_ACCOUNT, 99))
                    .exec(note("refused"))
                    .exec(exitHereIfFailed())
                    .exec(ok("after refusal"))),
            one(
                "trying",
                exec(tryMax(3).on(exec(failing("try", DEFECT, 2))))
                    .exec(note("trying"))
                    .exec(ok("after tries"))),
            one("retrying", exec(failing("retry", DEADLOCK, RETRIES)).exec(note("retrying"))),
            one("giving up", exec(failing("give up", DEADLOCK, 99)).exec(note("giving up"))),
            one("idle", exec(sql(query("do nothing").workedIf(got -> false).build(), user -> 0))),
            one(
                "unjudged",
                exec(sql(query("judge").workedIf(SqlActionFixture::crash).build(), user -> 0))
                    .exec(note("unjudged"))),
            one(
                "crashing",
                exec(sql(query("crash").build(), SqlActionFixture::crash))
                    .exec(note("crashing"))
                    .exec(ok("after crash"))),
            one("repeating", exec(asLongAs("again", 3)).exec(note("repeating")).exec(ok("after"))),
            one("repeating none", exec(asLongAs("never", 0)).exec(note("repeating none"))),
            one(
                "repeating a crash",
                exec(sql(query("second crash").build(), SqlActionFixture::crashTheSecondTime)
                        .asLongAs(user -> true))
                    .exec(note("repeating a crash"))),
            one(
                "repeating a failure",
                exec(exitBlockOnFail()
                        .on(exec(failing("fail again", DEFECT, 99).asLongAs(user -> true))))
                    .exec(note("repeating a failure"))),
            one("rejected repeating", exec(asLongAs("never", 3)).exec(note("rejected repeating")))
                .protocols(sql(drained).recorder(PrintedSample.PRINTER)),
            one("stopped", exec(ok("never")).exec(note("stopped")))
                .protocols(protocol.open(() -> false)),
            one("rejected", exec(ok("never")).exec(note("rejected")))
                .protocols(sql(drained).recorder(PrintedSample.PRINTER)),
            scenario("throttled")
                .exec(ok("throttled"))
                .injectOpen(atOnceUsers(THROTTLED_USERS))
                .throttle(reachRps(REQUESTS_PER_SECOND).in(1), holdFor(60)))
        .protocols(protocol);
  }

  private static SqlEngine engine(String file) {
    try {
      return JdbcEngine.open(
          new SqliteSource("wal", "normal", ENOUGH).of("jdbc:sqlite:" + file),
          SqlDialect.SQLITE,
          new JdbcSettings(2, ENOUGH, ENOUGH, Optional.empty()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PopulationBuilder one(String scenario, ChainBuilder chain) {
    return scenario(scenario).exec(chain).injectOpen(atOnceUsers(1));
  }

  private static Plan.Builder<Integer, List<Object>> query(String name) {
    return plan(name).query(ONE, (got, rows) -> got.add(rows.number()));
  }

  private static SqlActionBuilder ok(String name) {
    return sql(query(name).build(), user -> 0);
  }

  /** So many operations in one action; notes each time it is asked, and by which thread. */
  private static ActionBuilder asLongAs(String name, int times) {
    AtomicInteger asked = new AtomicInteger();
    return ok(name)
        .asLongAs(
            user -> {
              String thread = Thread.currentThread().getName();
              System.out.println("asked|" + user.scenario() + "|" + thread);
              return asked.incrementAndGet() <= times;
            });
  }

  private static Integer crashTheSecondTime(io.gatling.javaapi.core.Session user) {
    if (Thread.currentThread().getName().startsWith("tidemark-sql")) {
      throw new IllegalStateException("no second input");
    }
    return 0;
  }

  private static Integer crash(io.gatling.javaapi.core.Session user) {
    throw new IllegalStateException("no input for user " + user.userId());
  }

  private static boolean crash(List<Object> got) {
    throw new IllegalStateException("no judgement of " + got);
  }

  /** Refuses the first attempts, and notes when each is made. */
  private static SqlActionBuilder failing(String name, ErrorKind kind, int times) {
    AtomicInteger attempts = new AtomicInteger();
    Plan<Integer, Integer> plan =
        Plan.<Integer, Integer>of(
                name,
                input -> {
                  System.out.println("attempt|" + name + "|" + System.nanoTime());
                  return attempts.incrementAndGet();
                })
            .query(
                ONE,
                (attempt, rows) -> {
                  if (attempt <= times) {
                    throw new Refusal(kind, "attempt " + attempt);
                  }
                })
            .build();
    return sql(plan, user -> 0);
  }

  private static ChainBuilder note(String scenario) {
    return exec(
        session -> {
          System.out.println("failed|" + scenario + "|" + session.isFailed());
          return session;
        });
  }

  @Override
  public void after() {
    System.out.println("users|" + started + "|" + ended);
    engine.close();
    drained.close();
  }
}
