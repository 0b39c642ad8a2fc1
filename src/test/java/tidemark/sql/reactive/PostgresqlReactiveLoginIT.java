package tidemark.sql.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.sql.AwaitedCall;
import tidemark.sql.EngineSettings;
import tidemark.sql.EngineUnderTest;
import tidemark.sql.SqlEngine;
import tidemark.sql.jdbc.PostgresqlSource;
import tidemark.target.InstalledServer;

/** A server that asks who one is, and shows who it is. */
final class PostgresqlReactiveLoginIT {
  private static final String PASSWORD = "a-hidden:word";
  private static InstalledServer server;

  @BeforeAll
  static void start() throws Exception {
    server = InstalledServer.start();
    server.execute(
        "postgres",
        "CREATE ROLE banker LOGIN PASSWORD '" + PASSWORD + "'",
        "CREATE ROLE secured LOGIN PASSWORD '" + PASSWORD + "'");
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private static SqlEngine open(String user, String password, String parameters)
      throws SQLException {
    return PostgresqlReactiveEngineIT.open(
        new PostgresqlSource(user, password, Duration.ofSeconds(2))
            .of(server.url("postgres") + parameters),
        EngineSettings.of(2));
  }

  private static Object answer(SqlEngine engine, String query) {
    AwaitedCall<?> call = new AwaitedCall<>(EngineUnderTest.number(query), 0);
    engine.submit(call);
    return call.state();
  }

  private static boolean isEncrypted(SqlEngine engine) {
    return answer(engine, "SELECT ssl::int FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        .toString()
        .equals("[1]");
  }

  @Test
  void aPasswordOpensIt() throws Exception {
    try (SqlEngine engine = open("banker", PASSWORD, "")) {
      assertThat(answer(engine, "SELECT 7").toString()).isEqualTo("[7]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"another-word", ""})
  void noOtherPasswordDoes(String password) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> open("banker", password, ""))
        .withMessageContainingAll("the pool cannot be opened", "password")
        .withMessageNotContaining(PASSWORD)
        .withMessageNotContaining("another-word");
  }

  /** As with JDBC: encrypted where the server offers that, unless one says otherwise. */
  @Test
  void itIsEncryptedWhereTheServerOffersThat() throws Exception {
    try (SqlEngine engine = open("secured", PASSWORD, "")) {
      assertThat(isEncrypted(engine)).isTrue();
    }
    try (SqlEngine engine = open("banker", PASSWORD, "?sslmode=disable")) {
      assertThat(isEncrypted(engine)).isFalse();
    }
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> open("secured", PASSWORD, "?sslmode=disable"))
        .withMessageContaining("cannot be opened");
  }

  @Test
  void theServersCertificateIsLookedAt() throws Exception {
    String own = "?sslmode=verify-full&sslrootcert=" + server.certificate();
    String strange = "?sslmode=verify-ca&sslrootcert=" + server.strangeCertificate();
    try (SqlEngine engine = open("secured", PASSWORD, own)) {
      assertThat(isEncrypted(engine)).isTrue();
    }
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> open("secured", PASSWORD, strange))
        .withMessageContaining("cannot be opened");
  }

  @Test
  void whatOnlyTheJdbcDriverKnowsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("banker", PASSWORD, "?socketTimeout=5"))
        .withMessageContaining("socketTimeout");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("banker", PASSWORD, "?sslmode=verify-full"))
        .withMessageContaining("sslrootcert");
  }

  /** Every parameter that goes with the connection. */
  @Test
  void whatTheUrlSaysOfTheSessionHolds() throws Exception {
    String parameters = "?options=-c%20work_mem=77kB&currentSchema=elsewhere&ApplicationName=me";
    try (SqlEngine engine = open("banker", PASSWORD, parameters)) {
      assertThat(
              answer(
                      engine,
                      "SELECT (current_setting('work_mem') = '77kB'"
                          + " AND current_setting('lock_timeout') = '2s'"
                          + " AND current_setting('search_path') = 'elsewhere')::int")
                  .toString())
          .isEqualTo("[1]");
      assertThat(
              server.texts(
                  "postgres",
                  "SELECT DISTINCT application_name FROM pg_stat_activity"
                      + " WHERE usename = 'banker'"))
          .containsExactly("tidemark");
    }
  }
}
