package tidemark.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.AbstractHistogram;
import tidemark.record.Snapshot;
import tidemark.record.StreamTotals;
import tidemark.record.Tick;

/**
 * How long samples took, by percentile: {@code percentiles} of all streams, and for each of them
 * the time in milliseconds, null beyond what so many samples can tell. Between two halvings of what
 * is left above are so many percentiles, as in HdrHistogram's own plots.
 */
final class DistributionJson {
  private static final int STEPS_TO_HALF = 5;

  /** To 99.9999 %. */
  private static final int STEPS = 20 * STEPS_TO_HALF;

  private DistributionJson() {}

  /** Of a run that is over. */
  static ObjectNode of(RunReport report) {
    Map<String, AbstractHistogram> streams = new LinkedHashMap<>();
    report
        .database()
        .ifPresent(
            database ->
                database
                    .rows()
                    .forEach(role -> streams.put(role, database.figures().role(role).answered())));
    report.chat().ifPresent(chat -> streams.put(Tick.CHAT, chat.figures().answered()));
    return of(streams);
  }

  /** Of a run that goes on. */
  static ObjectNode of(Snapshot run) {
    Map<String, AbstractHistogram> streams = new LinkedHashMap<>();
    run.roles().forEach(role -> streams.put(role.name(), histogram(role)));
    run.chat().ifPresent(chat -> streams.put(Tick.CHAT, histogram(chat.totals())));
    return of(streams);
  }

  private static AbstractHistogram histogram(StreamTotals totals) {
    return totals.answered().distribution().histogram();
  }

  /** Of these streams, in nanoseconds; those without samples are left out. */
  private static ObjectNode of(Map<String, AbstractHistogram> streams) {
    ObjectNode json = Summary.object();
    ArrayNode percentiles = json.putArray("percentiles");
    IntStream.rangeClosed(0, STEPS).forEach(step -> percentiles.add(percentile(step)));
    ObjectNode times = json.putObject("streams");
    streams.forEach(
        (name, nanos) -> {
          if (nanos.getTotalCount() > 0) {
            times(times.putArray(name), nanos);
          }
        });
    return json;
  }

  private static void times(ArrayNode json, AbstractHistogram nanos) {
    for (int step = 0; step <= STEPS; step++) {
      if (above(step) > nanos.getTotalCount()) {
        json.addNull();
      } else {
        json.add(TimelineJson.millis(nanos.getValueAtPercentile(percentile(step))));
      }
    }
  }

  /** Of so many samples, one is above the percentile. */
  private static double above(int step) {
    return Math.pow(2, (double) step / STEPS_TO_HALF);
  }

  private static double percentile(int step) {
    return 100 - 100 / above(step);
  }
}
