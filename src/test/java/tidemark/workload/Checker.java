package tidemark.workload;

import java.util.function.BiConsumer;
import tidemark.sql.Params;
import tidemark.sql.Plan;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlFile;
import tidemark.sql.SqlWork;

/** Looks one of the first 50 accounts over with 13 queries, and every value of it. */
final class Checker {
  private static final int FETCH_SIZE = 50;

  private final Plan<Turn, Check> plan;

  Checker(SqlDialect dialect) {
    SqlFile sql = dialect.file("checker");
    BiConsumer<Check, Params> byId = (check, params) -> params.integer(check.id());
    BiConsumer<Check, Params> byEitherEnd =
        (check, params) -> params.integer(check.id()).integer(check.id());
    this.plan =
        Plan.<Turn, Check>of("check", Check::new)
            .query(sql.get("first_50"), Check::choose)
            .beginReading()
            .query(
                sql.get("exists"),
                (check, params) -> params.text(check.unknownName()),
                Check::doesNotExist)
            .query(
                sql.get("lookup"),
                (check, params) -> params.integer(check.unknownId()),
                Check::isEmpty)
            .query(sql.get("sent"), byId, Check::isNotNegative)
            .query(sql.get("received"), byId, Check::isNotNegative)
            .query(sql.get("transfers"), byEitherEnd, Check::listsTransfers)
            .stream(sql.get("transfer_stream"), FETCH_SIZE, byEitherEnd, Check::streamsTransfers)
            .query(sql.get("text"), byId, Check::text)
            .query(sql.get("integer"), byId, Check::integer)
            .query(sql.get("double"), byId, Check::real)
            .query(sql.get("complex"), byId, Check::complex)
            .query(sql.get("boolean"), byId, Check::flag)
            .query(sql.get("timestamp"), byId, Check::timestamp)
            .query(sql.get("uuid"), byId, Check::uuid)
            .commit()
            .build();
  }

  SqlWork<?, ?> work(Turn turn) {
    return new SqlWork<>(plan, turn);
  }
}
