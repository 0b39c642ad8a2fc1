package tidemark.record;

import java.util.IdentityHashMap;
import java.util.List;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/** Looks at one stream again and again. For one thread. */
final class StreamMeter {
  private final IdentityHashMap<AbstractHistogram, Increments> looks = new IdentityHashMap<>();
  private long operations;
  private long failed;
  private Percentiles total = Percentiles.NONE;

  /** What ended since the last tick. */
  StreamTick tick(LiveStream stream) {
    long operationsBefore = operations;
    long failedBefore = failed;
    operations = stream.all().mapToLong(one -> one.operations().getAsLong()).sum();
    failed = stream.all().mapToLong(LiveSeries::failures).sum();
    Histogram added = Series.plain();
    stream.all().forEach(one -> look(one.answered()).addTo(added));
    if (added.getTotalCount() > 0) {
      total = Percentiles.of(seen(stream));
    }
    return new StreamTick(
        stream.name(), operations - operationsBefore, failed - failedBefore, Percentiles.of(added));
  }

  private Increments look(AbstractHistogram histogram) {
    return looks.computeIfAbsent(histogram, Increments::new);
  }

  /** All that is measured, up to the last tick; not to be changed. */
  Histogram seen(LiveStream stream) {
    List<LiveSeries> all = stream.measured();
    if (all.size() == 1) {
      return look(all.get(0).answered()).seen();
    }
    Histogram sum = Series.plain();
    all.forEach(one -> sum.add(look(one.answered()).seen()));
    return sum;
  }

  /** Counts as they are now, times as they were at the last tick. */
  StreamTotals totals(LiveStream stream) {
    return new StreamTotals(
        stream.name(),
        stream.measured().stream().mapToLong(one -> one.operations().getAsLong()).sum(),
        stream.measured().stream().mapToLong(LiveSeries::failures).sum(),
        total);
  }
}
