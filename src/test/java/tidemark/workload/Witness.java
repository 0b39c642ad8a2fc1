package tidemark.workload;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tidemark.sql.Params;
import tidemark.sql.Plan;
import tidemark.sql.Rows;
import tidemark.sql.SqlWork;
import tidemark.sql.Step;

/**
 * Looks over a plan's shoulder: writes down each query with what was bound and how many rows were
 * read, and does something of its own between two steps. The plan runs as it always does.
 */
final class Witness<I, S> {
  /** A query of the plan. */
  record Seen(String name, List<Object> bound, int rows) {}

  /** Something to do in between; may throw whatever it likes. */
  @FunctionalInterface
  interface Meanwhile<S> {
    void happens(S state) throws Exception;
  }

  private final SqlWork<I, S> work;
  private final List<Seen> seen = new ArrayList<>();
  private final Map<String, Meanwhile<S>> events = new HashMap<>();
  private final Set<String> placed = new HashSet<>();

  private Witness(SqlWork<I, S> work) {
    this.work = work;
  }

  static <I, S> Witness<I, S> of(SqlWork<I, S> work) {
    return new Witness<>(work);
  }

  /** Does something after the first query of this name. */
  Witness<I, S> after(String query, Meanwhile<S> event) {
    return after(query, 1, event);
  }

  /** Does something after the n-th query of this name. */
  Witness<I, S> after(String query, int occurrence, Meanwhile<S> event) {
    events.put(query + occurrence, event);
    return this;
  }

  /** The queries so far. */
  List<Seen> seen() {
    return seen;
  }

  /**
   * The work, watched.
   *
   * @throws IllegalStateException if something should happen after a query that the plan has not
   */
  SqlWork<I, S> work() {
    Plan<I, S> plan = work.plan();
    Plan.Builder<I, S> watched = Plan.of(plan.name(), plan::newState);
    Map<String, Integer> occurrences = new HashMap<>();
    for (Step<S> step : plan.steps()) {
      add(watched, step, occurrences);
    }
    if (!placed.containsAll(events.keySet())) {
      throw new IllegalStateException(events.keySet() + " are not in " + placed);
    }
    return new SqlWork<>(
        watched
            .workedIf(plan::worked)
            .onAcknowledged(plan::acknowledged)
            .onUncertain(plan::uncertain)
            .build(),
        work.input());
  }

  private void add(Plan.Builder<I, S> watched, Step<S> step, Map<String, Integer> occurrences) {
    if (step instanceof Step.Begin<S> begin) {
      if (begin.writes()) {
        watched.begin();
      } else {
        watched.beginReading();
      }
    } else if (step instanceof Step.Commit<S>) {
      watched.commit();
    } else if (step instanceof Step.Update<S> update) {
      watched.update(update.sql(), update.bind(), update.changed());
    } else if (step instanceof Step.Batch<S> batch) {
      watched.batch(batch.sql(), batch.size(), batch.bind());
    } else if (step instanceof Step.Query<S> query) {
      String name = query.sql().name();
      String place = name + occurrences.merge(name, 1, Integer::sum);
      placed.add(place);
      add(watched, query, events.getOrDefault(place, state -> {}));
    }
  }

  private void add(Plan.Builder<I, S> watched, Step.Query<S> query, Meanwhile<S> event) {
    List<Object> bound = new ArrayList<>();
    watched.stream(
        query.sql(),
        query.fetchSize(),
        (state, params) -> query.bind().accept(state, watched(params, bound)),
        (state, rows) -> {
          WatchedRows counted = new WatchedRows(rows);
          try {
            query.read().accept(state, counted);
          } finally {
            seen.add(new Seen(query.sql().name(), List.copyOf(bound), counted.read));
          }
          happen(event, state);
        });
  }

  private void happen(Meanwhile<S> event, S state) {
    try {
      event.happens(state);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Params watched(Params params, List<Object> bound) {
    return (Params)
        Proxy.newProxyInstance(
            Witness.class.getClassLoader(),
            new Class<?>[] {Params.class},
            (self, setter, values) -> {
              bound.add(values[0]);
              setter.invoke(params, values);
              return self;
            });
  }

  private static final class WatchedRows implements Rows {
    private final Rows rows;
    private int read;

    WatchedRows(Rows rows) {
      this.rows = rows;
    }

    @Override
    public boolean next() {
      boolean more = rows.next();
      if (more) {
        read++;
      }
      return more;
    }

    @Override
    public String text(int column) {
      return rows.text(column);
    }

    @Override
    public long integer(int column) {
      return rows.integer(column);
    }

    @Override
    public double real(int column) {
      return rows.real(column);
    }

    @Override
    public boolean flag(int column) {
      return rows.flag(column);
    }

    @Override
    public Instant timestamp(int column) {
      return rows.timestamp(column);
    }

    @Override
    public UUID uuid(int column) {
      return rows.uuid(column);
    }

    @Override
    public <T> T exactly(int column, Class<T> type) {
      return rows.exactly(column, type);
    }

    @Override
    public Map<String, Object> map() {
      return rows.map();
    }
  }
}
