package tidemark.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tidemark.error.ErrorKind;
import tidemark.record.Recorder;
import tidemark.record.Sample;

/**
 * A sample on its way through the output of a forked simulation. Times are {@link
 * System#nanoTime()} of that JVM.
 *
 * @param category of the error; {@code -} without one
 */
record PrintedSample(
    String role,
    String request,
    long startNanos,
    long endNanos,
    long acquireNanos,
    String outcome,
    String category,
    int retries,
    boolean operation) {
  private static final String SAMPLE = "sample|";
  private static final String ERROR = "error|";

  /** Prints whatever it is told. */
  static final Recorder PRINTER =
      new Recorder() {
        @Override
        public void sample(Sample sample) {
          ErrorKind error = sample.error();
          print(
              SAMPLE,
              sample.role(),
              sample.request(),
              sample.startNanos(),
              sample.endNanos(),
              sample.acquireNanos(),
              sample.outcome(),
              error == null ? "-" : error.category(),
              sample.retries(),
              sample.operation());
        }

        @Override
        public void error(String role, ErrorKind kind, String message, long startNanos) {
          print(ERROR, role, kind.category(), message);
        }
      };

  private static void print(String prefix, Object... fields) {
    List<String> texts = new ArrayList<>();
    for (Object field : fields) {
      texts.add(field.toString());
    }
    System.out.println(prefix + String.join("|", texts));
  }

  /** The samples of a scenario in the order in which they started. */
  static List<PrintedSample> of(String role, List<String> output) {
    return output.stream()
        .filter(line -> line.startsWith(SAMPLE + role + "|"))
        .map(PrintedSample::parse)
        .sorted(Comparator.comparingLong(PrintedSample::startNanos))
        .toList();
  }

  private static PrintedSample parse(String line) {
    String[] field = line.substring(SAMPLE.length()).split("\\|");
    return new PrintedSample(
        field[0],
        field[1],
        Long.parseLong(field[2]),
        Long.parseLong(field[3]),
        Long.parseLong(field[4]),
        field[5],
        field[6],
        Integer.parseInt(field[7]),
        Boolean.parseBoolean(field[8]));
  }

  /** The categories of a scenario's errors, attempt by attempt. */
  static List<String> errors(String role, List<String> output) {
    return output.stream()
        .filter(line -> line.startsWith(ERROR + role + "|"))
        .map(line -> line.split("\\|")[2])
        .toList();
  }
}
