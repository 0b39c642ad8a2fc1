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
import java.util.List;
import tidemark.gatling.ClosingUser;
import tidemark.gatling.Stopper;
import tidemark.record.RunRecorder;
import tidemark.report.GateSettings;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;
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
  private final Stopper stopper;

  private RolesRun(String simulation) {
    Instant started = Instant.now();
    Settings settings = Settings.load(simulation);
    database = DatabaseSettings.from(settings);
    roles = RoleSettings.from(settings);
    gate = GateSettings.from(settings, roleNames());
    Path folder = RunFolder.create(settings, simulation, started);
    target = DatabaseTarget.open(database, folder);
    DatabaseLock lock = lock();
    ledger = new Ledger(database.dialect());
    Bank bank = new Bank(target.source(), database.dialect());
    engine = openEngine(bank);
    Audit audit = new Audit(target.source(), database.dialect(), ledger);
    RolesEnding ending =
        new RolesEnding(
            new RolesEnding.Parts(
                simulation,
                started,
                roles,
                database,
                gate,
                folder,
                target,
                lock,
                bank,
                engine,
                audit,
                recorder));
    RunFolder.pointLatest(folder);
    stopper = new Stopper(roles.allUsers(), ending);
    ending.watch(stopper);
  }

  /** Prepares a run; ends the JVM with one line if its settings are refused. */
  public static RolesRun of(Class<? extends Simulation> simulation) {
    return Start.orExit(() -> new RolesRun(simulation.getSimpleName()));
  }

  private DatabaseLock lock() {
    try {
      return DatabaseLock.take(target, database.dialect());
    } catch (SettingsException e) {
      closeTarget();
      throw e;
    }
  }

  private SqlEngine openEngine(Bank bank) {
    try {
      bank.create();
      return JdbcEngine.open(
          target.source(),
          database.dialect(),
          new JdbcSettings(
              database.connections(),
              database.acquireTimeout(),
              database.timeout(),
              database.isolation()));
    } catch (SQLException e) {
      closeTarget();
      throw new SettingsException(
          "db.url = %s cannot be used: %s".formatted(target.shownUrl(), DatabaseTarget.oneLine(e)));
    }
  }

  private void closeTarget() {
    try {
      target.closing().close(false);
    } catch (java.io.IOException e) {
      System.err.println("Tidemark: " + e.getMessage());
    }
  }

  private static List<String> roleNames() {
    List<String> names = new ArrayList<>();
    for (Role role : Role.values()) {
      names.add(role.id());
    }
    return names;
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
    List<String> branches =
        jdbcFeeder(target.url(), target.user(), target.password(), Bank.BRANCHES)
            .readRecords()
            .stream()
            .map(branch -> String.valueOf(branch.get("name")))
            .toList();
    AccountFeeder accounts = new AccountFeeder(roles.seed(), branches);
    List<PopulationBuilder> all =
        new ArrayList<>(
            new Roles(roles, database.dialect(), ledger, accounts, stopper::isOpen).populations());
    all.add(ClosingUser.closing(stopper).injectOpen(atOnceUsers(1)));
    return all;
  }

  /** One assertion for each row that the closing user writes. */
  public List<Assertion> assertions() {
    return RolesEnding.rowNames(gate).stream()
        .map(row -> details(row).failedRequests().count().is(0L))
        .toList();
  }
}
