package tidemark.run;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.jdbc.JdbcDsl.jdbcFeeder;
import static tidemark.sql.SqlDsl.sql;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tidemark.gatling.ClosingUser;
import tidemark.gatling.StopReason;
import tidemark.gatling.Stopper;
import tidemark.record.RunRecorder;
import tidemark.report.ConsoleEnd;
import tidemark.report.GateSettings;
import tidemark.settings.Settings;
import tidemark.sql.SqlEngine;
import tidemark.sql.SqlProtocol;
import tidemark.sql.jdbc.JdbcEngine;
import tidemark.sql.jdbc.JdbcSettings;
import tidemark.workload.AccountFeeder;
import tidemark.workload.Audit;
import tidemark.workload.Bank;
import tidemark.workload.Ledger;
import tidemark.workload.Role;
import tidemark.workload.RoleSettings;
import tidemark.workload.Roles;
import tidemark.workload.RunningAudit;

/**
 * A run of the five roles, from its settings to its end; a simulation takes its parts from here.
 */
public final class RolesRun {
  private final DatabaseSettings database;
  private final RoleSettings roles;
  private final GateSettings gate;
  private final Ledger ledger;
  private final DatabaseTarget target;
  private final RunRecorder recorder = new RunRecorder();
  private final SqlEngine engine;
  private final List<String> branches;
  private final Stopper stopper;

  private RolesRun(String simulation, Opened opened, LastWords lastWords) {
    Instant started = Instant.now();
    Settings settings = Settings.load(simulation);
    database = DatabaseSettings.from(settings);
    roles = RoleSettings.from(settings);
    gate = GateSettings.from(settings, Arrays.stream(Role.values()).map(Role::id).toList());
    Path folder = RunFolder.create(settings, simulation, started);
    target = DatabaseTarget.open(database, folder, opened);
    prepareBank(opened);
    engine = openEngine(opened);
    branches = branches();
    ledger = new Ledger(database.dialect());
    RolesReport reports =
        new RolesReport(
            new RolesReport.Parts(
                simulation, started, roles, database, gate, folder, target, engine, recorder));
    Audit audit = new Audit(target.source(), database.dialect(), ledger);
    Uptime uptime = Uptime.of(target, database.dialect());
    RunningAudit running = new RunningAudit(target.source(), database.dialect(), ledger);
    RolesEnding ending =
        new RolesEnding(database, recorder, engine, running, audit, uptime, reports);
    RunFolder.pointLatest(folder);
    stopper = new Stopper(roles.allUsers(), ending);
    ParentWatch.onParentGone(() -> stopper.stop(StopReason.stopped("Maven is gone")));
    lastWords.of(
        new LastWords.Run(
            stopper,
            () -> ConsoleEnd.lines(ending.report()),
            () -> database.keep() || !ending.auditOk()));
  }

  /** Prepares a run; ends the JVM with one line if its settings are refused. */
  public static RolesRun of(Class<? extends Simulation> simulation) {
    Opened opened = new Opened();
    LastWords lastWords = LastWords.install(opened);
    return Start.orExit(() -> new RolesRun(simulation.getSimpleName(), opened, lastWords));
  }

  /** From here on the bank is ours alone, and gone at the end unless it is to be kept. */
  private void prepareBank(Opened opened) {
    Bank bank = new Bank(target.source(), database.dialect());
    if (database.embedded()) {
      create(bank);
      return;
    }
    DatabaseLock lock = DatabaseLock.take(target, database.dialect());
    opened.add(keep -> lock.close());
    create(bank);
    opened.add(
        keep -> {
          if (!keep) {
            lock.renew();
            bank.drop();
          }
        });
  }

  private void create(Bank bank) {
    try {
      bank.create();
    } catch (SQLException e) {
      throw target.unusable(e);
    }
  }

  private SqlEngine openEngine(Opened opened) {
    try {
      SqlEngine open =
          JdbcEngine.open(
              target.source(),
              database.dialect(),
              new JdbcSettings(
                  database.connections(),
                  database.acquireTimeout(),
                  database.timeout(),
                  database.isolation()));
      opened.add(keep -> open.close());
      return open;
    } catch (SQLException e) {
      throw target.unusable(e);
    }
  }

  private List<String> branches() {
    try {
      return jdbcFeeder(target.url(), target.user(), target.password(), Bank.BRANCHES)
          .readRecords()
          .stream()
          .map(branch -> String.valueOf(branch.get("name")))
          .toList();
    } catch (RuntimeException e) {
      throw target.unusable(e);
    }
  }

  /** How SQL actions reach the database. */
  public SqlProtocol protocol() {
    return sql(engine)
        .recorder(recorder)
        .retries(database.retries())
        .open(stopper::isOpen)
        .users(stopper::userStarted, stopper::userEnded);
  }

  /** The roles' users, and the closing user. */
  public List<PopulationBuilder> populations() {
    AccountFeeder accounts = new AccountFeeder(roles.seed(), branches);
    List<PopulationBuilder> all =
        new ArrayList<>(
            new Roles(roles, database.dialect(), ledger, accounts, role -> stopper.isOpen())
                .populations());
    all.add(ClosingUser.closing(stopper).injectOpen(atOnceUsers(1)));
    return all;
  }

  /** One assertion for each row that the closing user writes. */
  public List<Assertion> assertions() {
    return RolesReport.rowNames(gate).stream()
        .map(row -> details(row).failedRequests().count().is(0L))
        .toList();
  }
}
