package tidemark.record;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import tidemark.error.ErrorKind;

/**
 * Keeps apart what those have done who take turns. A sample belongs to the one whose turn it was
 * when it started. Thread-safe.
 */
public final class TurnRecorder implements Recorder {
  private final Turns turns;
  private final List<Taker> takers;
  private volatile long beginNanos = Long.MAX_VALUE;

  private static final class Taker {
    final String name;
    final Series series = new Series("", "");
    final LongAdder unexpected = new LongAdder();
    int turns;
    long elapsedNanos;
    long cpuNanos;

    Taker(String name) {
      this.name = name;
    }

    synchronized void had(CpuReading from, CpuReading to) {
      turns++;
      elapsedNanos += to.nanos() - from.nanos();
      cpuNanos += to.cpuNanos() - from.cpuNanos();
    }

    synchronized TurnFigures figures() {
      return new TurnFigures(
          name, turns, elapsedNanos, cpuNanos, series.figures(), unexpected.sum());
    }
  }

  /**
   * A recorder.
   *
   * @param names of the takers, in the order of their numbers
   */
  public TurnRecorder(Turns turns, List<String> names) {
    this.turns = turns;
    this.takers = names.stream().map(Taker::new).toList();
  }

  /** Sets when the first turn begins, as {@link System#nanoTime()}; it may lie ahead. */
  public void begin(long nanos) {
    beginNanos = nanos;
  }

  @Override
  public void sample(Sample sample) {
    int taker = takerAt(sample.startNanos());
    if (taker != Turns.NOBODY) {
      takers.get(taker).series.add(sample);
    }
  }

  @Override
  public void error(String role, ErrorKind kind, String message, long startNanos) {
    int taker = takerAt(startNanos);
    if (taker != Turns.NOBODY && !kind.expected()) {
      takers.get(taker).unexpected.increment();
    }
  }

  private int takerAt(long nanos) {
    long begin = beginNanos;
    return begin == Long.MAX_VALUE ? Turns.NOBODY : turns.measuredAt(nanos - begin);
  }

  /**
   * A turn of this one is over.
   *
   * @param settled when it had settled
   * @param over its end
   */
  public void over(int taker, CpuReading settled, CpuReading over) {
    takers.get(taker).had(settled, over);
  }

  /** By now, in the order of the takers. */
  public List<TurnFigures> figures() {
    return IntStream.range(0, takers.size()).mapToObj(i -> takers.get(i).figures()).toList();
  }
}
