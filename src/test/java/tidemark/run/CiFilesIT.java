package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import tidemark.DatabaseRolesSimulation;

/** What a run leaves for a CI, however it ends. */
class CiFilesIT {
  @TempDir Path folder;

  private ForkedRun run(Map<String, String> settings) {
    Map<String, String> environment =
        Map.of("GITHUB_STEP_SUMMARY", folder.resolve("step.md").toString());
    return ForkedRun.start(DatabaseRolesSimulation.class, folder, settings, environment);
  }

  private static int elements(ForkedRun run, String name) throws Exception {
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(run.runFolder().resolve("junit.xml").toFile());
    return xml.getElementsByTagName(name).getLength();
  }

  @Test
  void aRunThatPasses() throws Exception {
    try (ForkedRun run = run(Map.of("db.seconds", "1", "load.warmup", "0"))) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(elements(run, "failure")).isZero();
      assertThat(elements(run, "testcase")).isGreaterThan(7);
      String summary = Files.readString(run.runFolder().resolve("summary.md"));
      assertThat(summary).startsWith("## PASS: DatabaseRolesSimulation").contains("| TOTAL | ");
      assertThat(folder.resolve("step.md")).content().as("once").isEqualTo("\n" + summary);
    }
  }

  @Test
  void aRunThatFails() throws Exception {
    Map<String, String> settings =
        Map.of("db.seconds", "1", "load.warmup", "0", "gate.p95Millis", "0.001");
    try (ForkedRun run = run(settings)) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(elements(run, "failure")).as("the gate's row, and the verdict").isEqualTo(2);
      assertThat(folder.resolve("step.md")).content().startsWith("\n## FAIL: ").contains("- p95 ");
    }
  }

  @Test
  void aRunThatIsKilled() throws Exception {
    try (ForkedRun run = run(Map.of("db.seconds", "10m")).working()) {
      run.process().destroyForcibly();
      run.exitCode();
      assertThat(elements(run, "failure")).isEqualTo(1);
      assertThat(run.runFolder().resolve("summary.md"))
          .content()
          .startsWith("## FAIL: ")
          .contains("did not come to its end");
    }
  }
}
