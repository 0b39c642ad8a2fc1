package tidemark.run.scenario.disk;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testdb.Await;

class ChildProcessTest {
  @TempDir Path folder;

  /** Of its own accord or, where it does not see that its input has ended, by force. */
  @Test
  void whateverItHasStartedEndsWithIt() throws Exception {
    ChildProcess child =
        ChildProcess.start(
            List.of("sh", "-c", "sleep 600 >&- & echo $!; exec >&-; cat; wait"),
            folder.resolve("log"));
    ProcessHandle sleeping = ProcessHandle.of(Long.parseLong(child.output().get(0))).orElseThrow();
    child.close();

    // One that nobody reaps is alive to the JDK, but has no program any more.
    Await.until(
        "what it has started is gone",
        () -> !sleeping.isAlive() || sleeping.info().command().isEmpty());
  }
}
