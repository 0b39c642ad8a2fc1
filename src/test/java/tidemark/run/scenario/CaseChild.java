package tidemark.run.scenario;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import tidemark.fault.ImpossibleFault;

/**
 * The JVM of one trial: its name and its room as arguments, its observation as the one line of its
 * output. It ends when its input does, which is when whoever started it is gone, and at once: what
 * it has opened is in its namespace, or ends when it does.
 */
final class CaseChild {
  private static final int GIVEN_UP = 1;

  private CaseChild() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream answer = System.out;
    System.setOut(System.err);
    endWithInput();
    List<String> given = List.of(arguments);
    DiskTrial trial = DiskTrial.valueOf(given.get(0));
    TrialRoom room = TrialRoom.parse(given.subList(1, given.size()));
    answer.println(ObservationJson.write(observe(trial, room)));
    answer.flush();
  }

  private static Observation observe(DiskTrial trial, TrialRoom room) throws Exception {
    try {
      return trial.run(room);
    } catch (ImpossibleFault e) {
      return Observation.skipped(String.valueOf(e.getMessage()));
    }
  }

  private static void endWithInput() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (IOException e) {
                // as good as its end
              }
              Runtime.getRuntime().halt(GIVEN_UP);
            },
            "tidemark-parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
