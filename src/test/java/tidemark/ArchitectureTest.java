package tidemark;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layers, and who may know which library. */
class ArchitectureTest {
  /** From the bottom up; a package may use those in earlier rows only. */
  private static final List<List<String>> LAYERS =
      List.of(
          List.of("settings", "error"),
          List.of("record"),
          List.of("gatling", "target"),
          List.of("sql", "chat", "load", "fault", "report", "dashboard"),
          List.of("sql.jdbc", "sql.reactive", "workload"),
          List.of("run.scenario", "run.forked"),
          List.of("run.scenario.commit", "run.scenario.disk"),
          List.of("run.scenario.connection", "run.scenario.memory"),
          List.of("run"),
          List.of(""));

  /** Where users come in: from the command line, and from Java. */
  private static final String ENTRANCES = "tidemark\\.(\\w+Simulation|run\\.forked\\.Tidemark)";

  /**
   * Test databases, runs of Gatling and a browser for tests, and what measures the product's speed.
   */
  private static final Set<String> NOT_PRODUCT =
      Set.of("tidemark.testdb", "tidemark.testgatling", "tidemark.testweb", "tidemark.bench");

  /** What tests share and whose name does not say so, beside those packages. */
  private static final Set<String> SHARED_BY_TESTS =
      Set.of(
          "chat.PrintedChat",
          "chat.Script",
          "chat.ScriptedRequest",
          "chat.ScriptedServer",
          "chat.WireRow",
          "record.BlockedChannel",
          "record.Chats",
          "chat.WireRows",
          "dashboard.Snapshots",
          "report.Runs",
          "report.Ticks",
          "run.ColouredScreen",
          "run.ForkedRun",
          "run.NpmServer",
          "run.Pictures",
          "run.ProbedServer",
          "run.ScriptedChats",
          "run.Tmux",
          "run.scenario.CaseTrial",
          "run.scenario.connection.PlantedPool",
          "run.scenario.StubCase",
          "settings.Places",
          "settings.SettingsDoc",
          "sql.AwaitedCall",
          "sql.EngineSettings",
          "sql.Gate",
          "sql.LatchGate",
          "sql.PostgresqlGate",
          "sql.PrintedSample",
          "sql.SqlResources",
          "target.Certificate",
          "target.ChatBackends",
          "target.InstalledServer",
          "workload.Audited",
          "workload.OnEachDatabase",
          "workload.Ran",
          "workload.Staff",
          "workload.WithBank",
          "workload.Witness");

  private static JavaClasses all;
  private static JavaClasses product;

  @BeforeAll
  static void scan() {
    all = new ClassFileImporter().importPackages("tidemark");
    product = all.that(describe("product", one -> !isTest(one)));
  }

  /** Tests, what they share, and classes within them. */
  private static boolean isTest(JavaClass one) {
    String name = outermost(one);
    return name.matches(".*(Test|IT|Fixture|Contract)")
        || NOT_PRODUCT.contains(one.getPackageName())
        || SHARED_BY_TESTS.contains(name.substring("tidemark.".length()));
  }

  private static String outermost(JavaClass one) {
    return one.getBaseComponentType().getName().replaceAll("\\$.*", "");
  }

  /** So the rules below miss no class that runs, and what is for tests stays with them. */
  @Test
  void theProductIsWhatTheSimulationsReach() {
    Set<String> reached =
        product.stream()
            .filter(one -> one.getName().matches(ENTRANCES))
            .flatMap(ArchitectureTest::itselfAndWhatItUses)
            .map(ArchitectureTest::outermost)
            .filter(name -> name.startsWith("tidemark."))
            .collect(Collectors.toSet());

    assertThat(product.stream().map(ArchitectureTest::outermost).distinct())
        .as("what only tests use is to be in SHARED_BY_TESTS, and no simulation may use that")
        .filteredOn(name -> !name.endsWith(".package-info"))
        .containsOnly(reached.toArray(String[]::new));
  }

  private static Stream<JavaClass> itselfAndWhatItUses(JavaClass simulation) {
    return Stream.concat(
        Stream.of(simulation),
        simulation.getTransitiveDependenciesFromSelf().stream().map(Dependency::getTargetClass));
  }

  @Test
  void nothingKnowsTheBenchmark() {
    noClasses()
        .that(DescribedPredicate.not(resideInAPackage("tidemark.bench")))
        .should()
        .dependOnClassesThat(resideInAPackage("tidemark.bench"))
        .check(all);
  }

  @Test
  void theScanSawTheClasses() {
    assertThat(product.stream().map(JavaClass::getSimpleName))
        .hasSizeGreaterThan(90)
        .contains("DatabaseRolesSimulation", "Run", "Plan", "JdbcEngine", "Audit");
  }

  @Test
  void aLayerKnowsOnlyThoseBelow() {
    for (int i = 0; i < LAYERS.size(); i++) {
      for (String name : LAYERS.get(i)) {
        noClasses()
            .that(resideInAPackage(full(name)))
            .should()
            .dependOnClassesThat(resideInAnyPackage(notBelow(i, name)))
            .allowEmptyShould(true)
            .check(product);
      }
    }
  }

  private static String full(String name) {
    return name.isEmpty() ? "tidemark" : "tidemark." + name;
  }

  /** The package's siblings and everything above. */
  private static String[] notBelow(int layer, String self) {
    return LAYERS.subList(layer, LAYERS.size()).stream()
        .flatMap(List::stream)
        .filter(name -> !name.equals(self))
        .map(ArchitectureTest::full)
        .toArray(String[]::new);
  }

  @Test
  void everyPackageHasItsLayer() {
    Set<String> known =
        LAYERS.stream()
            .flatMap(List::stream)
            .map(ArchitectureTest::full)
            .collect(Collectors.toSet());
    assertThat(product.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .isSubsetOf(known);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("tidemark.(**)").should().beFreeOfCycles().check(product);
  }

  @ParameterizedTest
  @CsvSource({
    "com.zaxxer.hikari.., tidemark.sql.jdbc",
    "io.vertx.., tidemark.target tidemark.dashboard tidemark.sql.reactive",
    "io.zonky.., tidemark.target",
    "org.jline.., tidemark.dashboard",
  })
  void aLibraryIsKnownToItsOwnersOnly(String library, String owners) {
    noClasses()
        .that(DescribedPredicate.not(resideInAnyPackage(owners.split(" "))))
        .should()
        .dependOnClassesThat(resideInAPackage(library))
        .check(product);
  }

  @Test
  void scalaIsKnownToThePlumbingOnly() {
    noClasses()
        .that(
            DescribedPredicate.not(
                resideInAnyPackage(
                    "tidemark.gatling", "tidemark.sql", "tidemark.chat", "tidemark.load")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("scala..", "io.gatling.core.."))
        .check(product);
  }

  @Test
  void reportsKnowNoGatling() {
    noClasses()
        .that(
            resideInAnyPackage(
                "tidemark.report", "tidemark.dashboard", "tidemark.record", "tidemark.settings"))
        .should()
        .dependOnClassesThat(resideInAPackage("io.gatling.."))
        .check(product);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .that(describe("any", one -> true))
        .should(
            com.tngtech.archunit.lang.conditions.ArchConditions.be(
                describe(
                    "in a null-marked package",
                    one -> one.getPackage().isAnnotatedWith(NullMarked.class))))
        .check(all);
  }
}
