package tidemark.run;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.StubCase;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitTables;

/** Cases that end in every way; {@code run.cases} chooses. */
public final class CasesFixture extends Simulation {
  private final Run run = Run.cases(getClass(), CasesFixture::cases);

  public CasesFixture() {
    setUp(run.populations()).protocols(run.protocols()).assertions(run.assertions());
  }

  private static CaseList cases(Preparation run, DatabaseSettings database) {
    return new CaseList(
        List.of(
            StubCase.of("good", site -> Observation.of("well", List.of(), Map.of())),
            StubCase.of("bad", site -> Observation.of("seen", List.of("broken"), Map.of())),
            StubCase.of("skipped", site -> Observation.skipped("no such thing here")),
            new StubCase("stuck", Duration.ofMillis(300), site -> hang()),
            StubCase.of("long", site -> hang())),
        List.of(),
        source -> new CommitTables(source, new BuiltinCommitLog(database.dialect())));
  }

  private static Observation hang() throws InterruptedException {
    new CountDownLatch(1).await();
    return Observation.skipped("");
  }
}
