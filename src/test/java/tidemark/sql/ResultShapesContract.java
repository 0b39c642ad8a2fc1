package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.sql.EngineUnderTest.plan;
import static tidemark.sql.EngineUnderTest.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Every shape in which a result can come, on one connection that is used again and again. */
interface ResultShapesContract extends EngineUnderTest {
  Sql NAMES = sql("SELECT name FROM item ORDER BY id");
  Sql NAME = sql("SELECT name FROM item WHERE id = ?");
  Sql IDS = sql("SELECT id FROM item ORDER BY id");
  Sql ENDLESS =
      sql(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)"
              + " SELECT i FROM n");

  /** One connection, and items 1, 2, 3, ... */
  private SqlEngine engineWithItems(int count) throws SQLException {
    database()
        .execute(
            "CREATE TABLE item (id BIGINT PRIMARY KEY, name TEXT NOT NULL)",
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
                    .formatted(count)
                + "INSERT INTO item SELECT i, 'item ' || i FROM n");
    return engine(1);
  }

  @Test
  default void rowsAffected() throws SQLException {
    SqlEngine engine = engineWithItems(5);
    Sql rename = sql("UPDATE item SET name = ? WHERE id > ?");
    Plan<Integer, List<Object>> plan =
        plan("rename")
            .begin()
            .update(rename, (got, params) -> params.text("new").integer(3), List::add)
            .update(rename, (got, params) -> params.text("new").integer(5), List::add)
            .commit()
            .build();

    assertThat(run(engine, plan)).containsExactly(2, 0);
    assertThat(database().number("SELECT COUNT(*) FROM item WHERE name = 'new'")).isEqualTo(2);
  }

  @Test
  default void firstRowOrNone() throws SQLException {
    SqlEngine engine = engineWithItems(5);
    Plan<Integer, List<Object>> plan =
        plan("first")
            .query(NAMES, (got, rows) -> got.add(rows.first(row -> row.text(1))))
            .query(
                NAME,
                (got, params) -> params.integer(6),
                (got, rows) -> got.add(rows.first(row -> row.text(1))))
            .build();

    assertThat(run(engine, plan)).containsExactly(Optional.of("item 1"), Optional.empty());
  }

  @Test
  default void allRows() throws SQLException {
    SqlEngine engine = engineWithItems(3);
    Plan<Integer, List<Object>> plan =
        plan("list")
            .query(NAMES, (got, rows) -> got.add(rows.list(row -> row.text(1))))
            .query(
                NAME,
                (got, params) -> params.integer(4),
                (got, rows) -> got.add(rows.list(row -> row.text(1))))
            .build();

    assertThat(run(engine, plan)).containsExactly(List.of("item 1", "item 2", "item 3"), List.of());
  }

  @Test
  default void anyRow() throws SQLException {
    SqlEngine engine = engineWithItems(3);
    Plan<Integer, List<Object>> plan =
        plan("any")
            .query(NAME, (got, params) -> params.integer(3), (got, rows) -> got.add(rows.any()))
            .query(NAME, (got, params) -> params.integer(4), (got, rows) -> got.add(rows.any()))
            .build();

    assertThat(run(engine, plan)).containsExactly(true, false);
  }

  @Test
  default void aNumber() throws SQLException {
    SqlEngine engine = engineWithItems(3);
    Plan<Integer, List<Object>> plan =
        plan("number")
            .query(sql("SELECT COUNT(*) FROM item"), (got, rows) -> got.add(rows.number()))
            .query(sql("SELECT id FROM item WHERE id > 3"), (got, rows) -> got.add(rows.number()))
            .build();

    assertThat(run(engine, plan)).containsExactly(3L, 0L);
  }

  @Test
  default void rowByColumnName() throws SQLException {
    SqlEngine engine = engineWithItems(3);
    Plan<Integer, List<Object>> plan =
        plan("map")
            .query(
                sql("SELECT name, id AS number FROM item ORDER BY id"),
                (got, rows) -> got.add(rows.first(Rows::map).orElseThrow()))
            .build();

    assertThat(run(engine, plan))
        .singleElement(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsOnlyKeys("name", "number")
        .containsEntry("name", "item 1")
        .hasEntrySatisfying(
            "number", number -> assertThat(((Number) number).longValue()).isEqualTo(1));
  }

  @Test
  default void streamIsReadToItsEndInOrder() throws SQLException {
    SqlEngine engine = engineWithItems(1001);
    Plan<Integer, List<Object>> plan =
        plan("stream").beginReading().stream(
                IDS,
                100,
                (got, params) -> {},
                (got, rows) -> got.addAll(rows.list(row -> row.integer(1))))
            .commit()
            .build();

    assertThat(run(engine, plan)).isEqualTo(LongStream.rangeClosed(1, 1001).boxed().toList());
  }

  /** Two thousand million rows: who read them all would be stopped by the time limit. */
  @Test
  default void streamIsReadOnlyAsFarAsItIsLookedAt() throws SQLException {
    SqlEngine engine = engineWithItems(3);
    Plan<Integer, List<Object>> plan =
        plan("prefix").beginReading().stream(
                ENDLESS,
                10,
                (got, params) -> {},
                (got, rows) -> got.addAll(rows.prefix(25, row -> row.integer(1))))
            .stream(ENDLESS, 10, (got, params) -> {}, (got, rows) -> {})
            .commit()
            .build();

    assertThat(run(engine, plan)).isEqualTo(LongStream.rangeClosed(1, 25).boxed().toList());
    assertThat(run(engine, plan)).hasSize(25);
    assertThat(run(engine, EngineUnderTest.number("SELECT COUNT(*) FROM item")))
        .containsExactly(3L);
  }

  /** A stream that is left open by a refusal is closed, and its connection serves on. */
  @Test
  default void streamEndsWithARefusal() throws SQLException {
    SqlEngine engine = engineWithItems(3);
    Plan<Integer, List<Object>> plan =
        plan("refusal").beginReading().stream(
                ENDLESS,
                10,
                (got, params) -> {},
                (got, rows) -> {
                  rows.next();
                  throw TransactionContract.refusal();
                })
            .commit()
            .build();

    assertThat(fail(engine, plan).kind()).isEqualTo(TransactionContract.REFUSED);
    assertThat(run(engine, EngineUnderTest.number("SELECT COUNT(*) FROM item")))
        .containsExactly(3L);
  }
}
