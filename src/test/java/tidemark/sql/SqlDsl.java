package tidemark.sql;

import io.gatling.javaapi.core.Session;
import java.util.function.Function;

/** The entrance to the SQL DSL: {@code exec(sql(session -> work))}. */
public final class SqlDsl {
  private SqlDsl() {}

  /** A protocol for the engine; attach it with {@code protocols(...)}. */
  public static SqlProtocol sql(SqlEngine engine) {
    return SqlProtocol.of(engine);
  }

  /** An action that runs one plan, its input drawn from the session. */
  public static <I, S> SqlActionBuilder sql(Plan<I, S> plan, Function<Session, I> input) {
    return sql(session -> new SqlWork<>(plan, input.apply(session)));
  }

  /** An action whose plan and input are both chosen when the user gets there. */
  public static SqlActionBuilder sql(Function<Session, SqlWork<?, ?>> work) {
    return new SqlActionBuilder(work, null);
  }
}
