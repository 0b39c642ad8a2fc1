package tidemark.report;

import java.util.Optional;
import org.HdrHistogram.AbstractHistogram;
import tidemark.record.StoreFigures;
import tidemark.record.TailFigures;

/**
 * Where the time of a chat at the 95th percentile passed, in milliseconds. Of all chats, those that
 * failed too, users say how long they took and the backend how long it served them and how much of
 * that its store took; its share is that of the slowest 5 %. What users saw beyond that is neither.
 *
 * @param chats over how many it was taken
 * @param latency as users saw it
 * @param database of it, in the store
 * @param connection of that, waiting for a connection
 * @param model of it, in the backend and not in its store
 */
record Attribution(long chats, double latency, double database, double connection, double model) {
  private static final double PERCENTILE = 95;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Empty unless chats were stored in that database. */
  static Optional<Attribution> of(DatabaseReport database, Optional<ChatReport> chat) {
    return chat.flatMap(
        chats ->
            database
                .waits()
                .store()
                .filter(store -> store.service().count() > 0)
                .map(store -> of(chats.figures().all(), store)));
  }

  /** The backend's times are known to 6 % only, and may so be longer than what users saw. */
  private static Attribution of(AbstractHistogram seen, StoreFigures store) {
    TailFigures service = store.service();
    double latency = Math.max((double) seen.getValueAtPercentile(PERCENTILE), service.nanos());
    double inDatabase = service.partNanos();
    return new Attribution(
        service.count(),
        latency / NANOS_PER_MILLI,
        inDatabase / NANOS_PER_MILLI,
        inDatabase * store.store().share() / NANOS_PER_MILLI,
        (service.nanos() - inDatabase) / NANOS_PER_MILLI);
  }

  /** On the way, and in the generator. */
  double elsewhere() {
    return latency - database - model;
  }

  /** A part of the latency in percent; 0 of none. */
  double percent(double part) {
    return latency == 0 ? 0 : 100 * part / latency;
  }
}
