package tidemark.run.scenario.disk;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import tidemark.fault.ImpossibleFault;
import tidemark.record.Verdict;
import tidemark.run.scenario.Observation;

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
    Observation observed = observe(trial, room);
    if (observed.verdict() == Verdict.FAIL) {
      room.printLogs(System.err);
    }
    answer.println(ObservationJson.write(observed));
    answer.flush();
  }

  @SuppressWarnings("PrintStackTrace") // its output is a file for whoever looks into it
  private static Observation observe(DiskTrial trial, TrialRoom room) throws IOException {
    try {
      return trial.run(room);
    } catch (ImpossibleFault e) {
      return Observation.skipped(String.valueOf(e.getMessage()));
    } catch (Exception e) {
      e.printStackTrace();
      return Observation.failed("ended by " + e.toString().replaceAll("\\s+", " "));
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
