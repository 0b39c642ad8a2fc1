package tidemark.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import tidemark.record.ChatTick;
import tidemark.record.Mark;
import tidemark.record.Percentiles;
import tidemark.record.PoolUse;
import tidemark.record.StreamTick;
import tidemark.record.Tick;
import tidemark.record.Timeline;

/**
 * A run over its time, as columns: one entry for each tick in every array. Moments are seconds
 * since the run's begin, times milliseconds; null where there was nothing to be measured.
 */
final class TimelineJson {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double STEPS_PER_MILLI = 1_000;

  private TimelineJson() {}

  /** All of it. */
  static ObjectNode of(Timeline timeline) {
    return of(timeline.ticks(), timeline.marks());
  }

  /** What of it ended after a moment, in nanoseconds since the run's begin; all marks. */
  static ObjectNode since(Timeline timeline, long nanos) {
    return of(
        timeline.ticks().stream().filter(tick -> tick.endNanos() > nanos).toList(),
        timeline.marks());
  }

  private static ObjectNode of(List<Tick> ticks, List<Mark> marks) {
    ObjectNode json = Summary.object();
    column(json.putArray("from"), ticks, tick -> tick.startNanos() / NANOS_PER_SECOND);
    column(json.putArray("to"), ticks, tick -> tick.endNanos() / NANOS_PER_SECOND);
    ObjectNode streams = json.putObject("streams");
    names(ticks).forEach(name -> streams.set(name, stream(ticks, name)));
    if (ticks.stream().anyMatch(tick -> tick.chat().isPresent())) {
      chat(json, ticks);
    }
    if (ticks.stream().anyMatch(tick -> tick.pool().isPresent())) {
      json.set("pool", pool(ticks));
    }
    ObjectNode errors = json.putObject("errors");
    counts(errors.putArray("expected"), ticks, Tick::expectedErrors);
    counts(errors.putArray("unexpected"), ticks, Tick::unexpectedErrors);
    counts(errors.putArray("chat"), ticks, Tick::chatErrors);
    ArrayNode happened = json.putArray("marks");
    marks.forEach(mark -> happened.add(mark(mark)));
    return json;
  }

  private static Set<String> names(List<Tick> ticks) {
    Set<String> names = new LinkedHashSet<>();
    // The last one knows the order; chats come last.
    for (int i = ticks.size() - 1; i >= 0; i--) {
      ticks.get(i).streams().forEach(stream -> names.add(stream.name()));
    }
    return names;
  }

  private static ObjectNode stream(List<Tick> ticks, String name) {
    List<Optional<StreamTick>> ended = ticks.stream().map(tick -> tick.stream(name)).toList();
    ObjectNode json = Summary.object();
    counts(json.putArray("count"), ended, one -> one.map(StreamTick::operations).orElse(0L));
    counts(json.putArray("failed"), ended, one -> one.map(StreamTick::failed).orElse(0L));
    percentiles(
        json,
        ended.stream().map(one -> one.map(StreamTick::answered).orElse(Percentiles.NONE)).toList());
    return json;
  }

  private static void chat(ObjectNode json, List<Tick> ticks) {
    counts(json.putArray("users"), ticks, tick -> tick.chat().map(ChatTick::activeUsers).orElse(0));
    counts(json.putArray("tokens"), ticks, tick -> tick.chat().map(ChatTick::tokens).orElse(0L));
    List<Percentiles> firstToken =
        ticks.stream()
            .map(tick -> tick.chat().map(ChatTick::firstToken).orElse(Percentiles.NONE))
            .toList();
    if (firstToken.stream().anyMatch(times -> times.count() > 0)) {
      percentiles(json.putObject("firstToken"), firstToken);
    }
  }

  private static ObjectNode pool(List<Tick> ticks) {
    ObjectNode json = Summary.object();
    counts(json.putArray("active"), ticks, tick -> tick.pool().map(PoolUse::active).orElse(0));
    counts(json.putArray("waiting"), ticks, tick -> tick.pool().map(PoolUse::waiting).orElse(0));
    return json;
  }

  private static void percentiles(ObjectNode json, List<Percentiles> times) {
    millis(json.putArray("p50"), times, Percentiles::p50);
    millis(json.putArray("p95"), times, Percentiles::p95);
    millis(json.putArray("p99"), times, Percentiles::p99);
    millis(json.putArray("max"), times, Percentiles::max);
  }

  private static void millis(
      ArrayNode json, List<Percentiles> times, ToLongFunction<Percentiles> one) {
    for (Percentiles time : times) {
      if (time.count() == 0) {
        json.addNull();
      } else {
        json.add(millis(one.applyAsLong(time)));
      }
    }
  }

  /** To the microsecond: more cannot be seen. */
  static double millis(long nanos) {
    return Math.max(1, Math.rint(nanos / NANOS_PER_MILLI * STEPS_PER_MILLI)) / STEPS_PER_MILLI;
  }

  private static <T> void counts(ArrayNode json, List<T> all, ToLongFunction<T> count) {
    all.forEach(one -> json.add(count.applyAsLong(one)));
  }

  private static <T> void column(ArrayNode json, List<T> all, ToDoubleFunction<T> value) {
    all.forEach(one -> json.add(seconds(value.applyAsDouble(one))));
  }

  private static double seconds(double seconds) {
    return Math.rint(seconds * 1_000) / 1_000;
  }

  private static ObjectNode mark(Mark mark) {
    return Summary.object()
        .put("seconds", seconds(mark.nanos() / NANOS_PER_SECOND))
        .put("kind", mark.kind().id())
        .put("good", mark.good())
        .put("text", mark.text());
  }
}
