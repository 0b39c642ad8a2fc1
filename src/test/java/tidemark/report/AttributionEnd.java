package tidemark.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidemark.record.Figures;
import tidemark.record.LockWaitFigures;
import tidemark.record.SessionFigures;
import tidemark.record.WaitFigures;

/** Where the time went, in the last lines on the console. */
final class AttributionEnd {
  private static final String LINE = " %-11s %s";

  /** Of 100 columns. */
  private static final int ROOM = 100 - LINE.formatted("", "").length();

  private static final double NANOS_PER_MILLI = 1e6;

  private AttributionEnd() {}

  /** What took most is named first. */
  static List<String> lines(Attribution attribution) {
    List<String> places =
        Stream.of(
                new Place("in the database", attribution.database()),
                new Place("in the model", attribution.model()),
                new Place("elsewhere", attribution.elsewhere()))
            .sorted(Comparator.comparingDouble(Place::millis).reversed())
            .map(place -> place.of(attribution))
            .collect(Collectors.toCollection(ArrayList::new));
    if (attribution.connection() > 0) {
      places.add(
          "%s of the database's for a connection"
              .formatted(Figures.millis(attribution.connection())));
    }
    places.set(
        0, "of %s (chat p95): %s".formatted(Figures.millis(attribution.latency()), places.get(0)));
    return IntStream.range(0, places.size())
        .mapToObj(i -> LINE.formatted(i == 0 ? "time" : "", places.get(i)))
        .toList();
  }

  private record Place(String name, double millis) {
    String of(Attribution attribution) {
      return "%s (%s %%) %s"
          .formatted(Figures.millis(millis), Figures.number(attribution.percent(millis)), name);
    }
  }

  /** What the database waited for; empty if nobody knows, or it was nothing. */
  static Optional<String> waits(WaitFigures waits) {
    Optional<String> said =
        waits.sessions().isPresent() ? sessions(waits.sessions().get()) : locks(waits.locks());
    return said.map(text -> LINE.formatted("waits", text));
  }

  private static Optional<String> sessions(SessionFigures sessions) {
    if (sessions.seen().isEmpty()) {
      return Optional.empty();
    }
    List<String> most =
        sessions.seen().keySet().stream()
            .sorted(Comparator.comparingDouble(sessions::percent).reversed())
            .map(what -> "%s %s %%".formatted(what, Figures.number(sessions.percent(what))))
            .toList();
    String said = "%s sessions: %s".formatted(Figures.number(sessions.atOnce()), most.get(0));
    for (String next : most.subList(1, most.size())) {
      if (said.length() + 2 + next.length() > ROOM) {
        break; // what is smaller is in the summary
      }
      said += ", " + next;
    }
    return Optional.of(said);
  }

  private static Optional<String> locks(LockWaitFigures locks) {
    if (locks.waits() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "%s for the write lock, %s in all"
            .formatted(
                Figures.count(locks.waits()), Figures.millis(locks.nanos() / NANOS_PER_MILLI)));
  }
}
