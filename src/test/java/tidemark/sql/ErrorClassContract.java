package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.sql.EngineUnderTest.plan;
import static tidemark.sql.EngineUnderTest.sql;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;

/** What the real database's errors mean; each is met in a transaction, on one connection. */
interface ErrorClassContract extends EngineUnderTest {
  ErrorKind UNIQUE_VIOLATION = new ErrorKind(ErrorClass.BUG, "unique_violation");

  /** The category of a statement that does not parse. */
  String syntaxErrorCategory();

  private SqlEngine engineWithAccounts() throws SQLException {
    database()
        .execute(
            "CREATE TABLE account (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
                + " balance BIGINT NOT NULL CHECK (balance >= 0))",
            "CREATE TABLE transfer (account BIGINT NOT NULL REFERENCES account (id))",
            "INSERT INTO account VALUES (1, 'a', 10)");
    return engine(1);
  }

  /** Runs a statement in a transaction, and sees that its connection serves on. */
  private SqlFailure failureOf(String statement) throws SQLException {
    SqlEngine engine = engineWithAccounts();
    Plan<Integer, List<Object>> plan =
        plan("fails")
            .begin()
            .update(sql("UPDATE account SET balance = 0"), (got, params) -> {})
            .update(sql(statement), (got, params) -> {})
            .commit()
            .build();

    SqlFailure failure = fail(engine, plan);

    assertThat(failure.phase()).isEqualTo(SqlPhase.STATEMENT);
    assertThat(failure.message()).isNotBlank();
    assertThat(run(engine, EngineUnderTest.number("SELECT balance FROM account")))
        .containsExactly(10L);
    return failure;
  }

  @Test
  default void aPrimaryKeyThatIsThere() throws SQLException {
    assertThat(failureOf("INSERT INTO account VALUES (1, 'b', 10)").kind())
        .isEqualTo(UNIQUE_VIOLATION);
  }

  @Test
  default void aUniqueNameThatIsThere() throws SQLException {
    assertThat(failureOf("INSERT INTO account VALUES (2, 'a', 10)").kind())
        .isEqualTo(UNIQUE_VIOLATION);
  }

  @Test
  default void aBalanceBelowZero() throws SQLException {
    assertThat(failureOf("UPDATE account SET balance = balance - 11").kind())
        .isEqualTo(ErrorKind.INSUFFICIENT_FUNDS);
  }

  @Test
  default void anAccountThatIsGone() throws SQLException {
    assertThat(failureOf("INSERT INTO transfer VALUES (2)").kind())
        .isEqualTo(ErrorKind.MISSING_ACCOUNT);
  }

  @Test
  default void aStatementThatDoesNotParse() throws SQLException {
    assertThat(failureOf("UPDAT account").kind())
        .isEqualTo(new ErrorKind(ErrorClass.BUG, syntaxErrorCategory()));
  }

  @Test
  default void aTableThatIsNotThere() throws SQLException {
    assertThat(failureOf("UPDATE nowhere SET balance = 1").kind().errorClass())
        .isEqualTo(ErrorClass.BUG);
  }

  /** A change outside a transaction commits by itself: its errors come from there. */
  @Test
  default void anErrorOutsideATransaction() throws SQLException {
    SqlEngine engine = engineWithAccounts();

    SqlFailure failure = fail(engine, EngineUnderTest.change("UPDATE account SET balance = -1"));

    assertThat(failure.kind()).isEqualTo(ErrorKind.INSUFFICIENT_FUNDS);
    assertThat(failure.phase()).isEqualTo(SqlPhase.COMMIT);
    assertThat(run(engine, EngineUnderTest.number("SELECT balance FROM account")))
        .containsExactly(10L);
  }

  @Test
  default void anErrorInAQuery() throws SQLException {
    SqlEngine engine = engineWithAccounts();

    SqlFailure failure = fail(engine, EngineUnderTest.number("SELECT nothing FROM account"));

    assertThat(failure.kind().errorClass()).isEqualTo(ErrorClass.BUG);
    assertThat(failure.phase()).isEqualTo(SqlPhase.STATEMENT);
  }
}
