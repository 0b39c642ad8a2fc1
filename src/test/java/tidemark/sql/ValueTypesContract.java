package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.sql.EngineUnderTest.plan;
import static tidemark.sql.EngineUnderTest.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorKind;

/**
 * The native types, written by {@link Params} and read by {@link Rows}; a complex number is two
 * doubles.
 */
interface ValueTypesContract extends EngineUnderTest {
  /** In the order of the table's columns. */
  List<Class<?>> TYPES =
      List.of(String.class, Long.class, Double.class, Boolean.class, Instant.class, UUID.class);

  Sql INSERT = sql("INSERT INTO thing (id, t, n, r, re, im, b, at, u) VALUES (?,?,?,?,?,?,?,?,?)");
  Sql SELECT = sql("SELECT t, n, r, b, at, u, re, im FROM thing WHERE id = ?");

  /** One value of each type. */
  record Thing(
      String text,
      long integer,
      double real,
      double re,
      double im,
      boolean flag,
      Instant at,
      UUID uuid) {}

  Thing ORDINARY =
      new Thing(
          "seven",
          42,
          1.5,
          0.25,
          -3.75,
          true,
          Instant.parse("2026-03-29T01:30:00.123456Z"),
          UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e"));
  List<Thing> THINGS =
      List.of(
          ORDINARY,
          new Thing(
              "",
              Long.MAX_VALUE,
              Double.MAX_VALUE,
              Double.MIN_VALUE,
              1.0 / 3,
              false,
              Instant.parse("1901-01-01T00:00:00.000001Z"),
              new UUID(0, 0)),
          new Thing(
              "Ünï ¢öde 𝄞 'quoted' \\ ? -- \n\t",
              Long.MIN_VALUE,
              -Double.MAX_VALUE,
              Math.PI,
              0,
              true,
              Instant.parse("2999-12-31T23:59:59.999999Z"),
              new UUID(-1, -1)));

  /** Makes {@code thing} with columns id, t, n, r, re, im, b, at, u of the database's types. */
  String thingTable();

  /** True if the database keeps both types alike, so that nobody can tell them apart. */
  boolean keepsAlike(Class<?> written, Class<?> asked);

  private static Plan<Integer, List<Object>> insert(Thing thing) {
    return plan("insert")
        .update(
            INSERT,
            (got, params) ->
                params
                    .integer(1)
                    .text(thing.text())
                    .integer(thing.integer())
                    .real(thing.real())
                    .real(thing.re())
                    .real(thing.im())
                    .flag(thing.flag())
                    .timestamp(thing.at())
                    .uuid(thing.uuid()))
        .build();
  }

  /** Reads column {@code column} as exactly this type. */
  private static Plan<Integer, List<Object>> exactly(int column, Class<?> type) {
    return plan("exactly")
        .query(
            SELECT,
            (got, params) -> params.integer(1),
            (got, rows) -> {
              rows.next();
              got.add(rows.exactly(column, type));
            })
        .build();
  }

  private static Thing thing(Rows row) {
    return new Thing(
        row.text(1),
        row.integer(2),
        row.real(3),
        row.real(7),
        row.real(8),
        row.flag(4),
        row.timestamp(5),
        row.uuid(6));
  }

  private static Plan<Integer, List<Object>> readThing() {
    return plan("read")
        .query(
            SELECT,
            (got, params) -> params.integer(1),
            (got, rows) -> got.add(rows.first(ValueTypesContract::thing).orElseThrow()))
        .build();
  }

  @Test
  default void everyTypeComesBackAsItWasWritten() throws SQLException {
    database().execute(thingTable());
    SqlEngine engine = engine(1);
    for (Thing thing : THINGS) {
      run(engine, insert(thing));
      assertThat(run(engine, readThing())).containsExactly(thing);
      database().execute("DELETE FROM thing");
    }
  }

  @Test
  default void exactlyTakesTheRightTypeAndRefusesAllOthers() throws SQLException {
    database().execute(thingTable());
    SqlEngine engine = engine(1);
    run(engine, insert(ORDINARY));
    List<Object> values =
        List.of(
            ORDINARY.text(),
            ORDINARY.integer(),
            ORDINARY.real(),
            ORDINARY.flag(),
            ORDINARY.at(),
            ORDINARY.uuid());
    for (int i = 0; i < TYPES.size(); i++) {
      Class<?> written = TYPES.get(i);
      assertThat(run(engine, exactly(i + 1, written))).containsExactly(values.get(i));
      for (Class<?> asked : TYPES) {
        if (asked != written && !keepsAlike(written, asked)) {
          assertWrongValue(fail(engine, exactly(i + 1, asked)));
        }
      }
    }
  }

  @Test
  default void exactlyRefusesNothing() throws SQLException {
    database().execute(thingTable(), "INSERT INTO thing (id) VALUES (1)");
    SqlEngine engine = engine(1);
    for (int i = 0; i < TYPES.size(); i++) {
      assertWrongValue(fail(engine, exactly(i + 1, TYPES.get(i))));
    }
  }

  /** What the database holds in column {@code column} of row 1 is not of this type. */
  default void assertIsNot(Class<?> type, int column, SqlEngine engine) {
    assertWrongValue(fail(engine, exactly(column, type)));
  }

  private static void assertWrongValue(SqlFailure failure) {
    assertThat(failure.kind()).as(failure.message()).isEqualTo(ErrorKind.WRONG_VALUE);
  }

  @Test
  default void nanosecondsAreCutOff() throws SQLException {
    database().execute(thingTable());
    SqlEngine engine = engine(1);
    run(engine, insert(at("2026-01-01T00:00:00.123456999Z")));
    assertThat(run(engine, readThing())).containsExactly(at("2026-01-01T00:00:00.123456Z"));
    database().execute("DELETE FROM thing");
    run(engine, insert(at("1960-01-01T00:00:00.123456999Z")));
    assertThat(run(engine, readThing())).containsExactly(at("1960-01-01T00:00:00.123456Z"));
  }

  private static Thing at(String moment) {
    return new Thing("", 0, 0, 0, 0, false, Instant.parse(moment), ORDINARY.uuid());
  }

  /** The driver tells the server the JVM's time zone when it connects. */
  @Test
  default void aMomentIsTheSameInEveryTimeZone() throws SQLException {
    database().execute(thingTable());
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
      run(engine(1), insert(ORDINARY));
      assertThat(run(engine(1), readThing())).containsExactly(ORDINARY);
      TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
      assertThat(run(engine(1), readThing())).containsExactly(ORDINARY);
    } finally {
      TimeZone.setDefault(before);
    }
  }
}
