package tidemark.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "40P01, RETRY, deadlock",
    "40001, RETRY, serialization_failure",
    "55P03, RETRY, lock_timeout",
    "23514, BUSINESS, insufficient_funds",
    "23503, BUSINESS, missing_account",
    "57014, CANCELLED, cancelled",
    "53100, RESOURCE, disk_full",
    "53200, RESOURCE, out_of_memory",
    "53300, RESOURCE, too_many_connections",
    "53400, RESOURCE, configuration_limit",
    "08000, CONNECTION, connection_lost",
    "08001, CONNECTION, connection_lost",
    "08006, CONNECTION, connection_lost",
    "25P03, CONNECTION, connection_lost",
    "25P04, CONNECTION, connection_lost",
    "57P01, CONNECTION, connection_lost",
    "57P02, CONNECTION, connection_lost",
    "57P03, CONNECTION, server_starting",
    "23505, BUG, unique_violation",
    "22003, BUG, sqlstate_22003",
    "22021, BUG, sqlstate_22021",
    "42P01, BUG, sqlstate_42P01",
    "25P02, BUG, sqlstate_25P02",
    "XX000, BUG, sqlstate_XX000",
    "XX001, BUG, sqlstate_XX001",
    "P0001, BUG, sqlstate_P0001",
    "99999, BUG, sqlstate_99999"
  })
  void postgresqlByState(String state, ErrorClass errorClass, String category) {
    assertThat(SqlErrors.postgresql(state, SqlPhase.STATEMENT))
        .isEqualTo(new ErrorKind(errorClass, category));
  }

  @ParameterizedTest
  @CsvSource({
    "5, RETRY, database_locked",
    "261, RETRY, database_locked",
    "517, RETRY, database_locked",
    "262, RETRY, database_locked",
    "275, BUSINESS, insufficient_funds",
    "787, BUSINESS, missing_account",
    "7, RESOURCE, out_of_memory",
    "13, RESOURCE, disk_full",
    "10, RESOURCE, io_error",
    "778, RESOURCE, io_error",
    "1034, RESOURCE, io_error",
    "9, CANCELLED, cancelled",
    "2067, BUG, unique_violation",
    "1555, BUG, unique_violation",
    "11, BUG, corrupt",
    "267, BUG, corrupt",
    "26, BUG, not_a_database",
    "1, BUG, sqlite_1",
    "6, BUG, sqlite_6",
    "19, BUG, sqlite_19",
    "1299, BUG, sqlite_1299"
  })
  void sqliteByExtendedCode(int code, ErrorClass errorClass, String category) {
    assertThat(SqlErrors.sqlite(code)).isEqualTo(new ErrorKind(errorClass, category));
  }

  @ParameterizedTest
  @ValueSource(strings = {"08000", "08003", "08006", "57P01", "57P02", "57P03"})
  void aConnectionLostDuringCommitHasAnUnknownOutcome(String state) {
    assertThat(SqlErrors.postgresql(state, SqlPhase.COMMIT)).isEqualTo(ErrorKind.COMMIT_UNKNOWN);
    assertThat(SqlErrors.postgresql(state, SqlPhase.ACQUIRE).errorClass())
        .isEqualTo(ErrorClass.CONNECTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01", "23505", "53100", "57014", "23514", "XX000"})
  void everyOtherErrorDuringCommitIsWhatItIsElsewhere(String state) {
    assertThat(SqlErrors.postgresql(state, SqlPhase.COMMIT))
        .isEqualTo(SqlErrors.postgresql(state, SqlPhase.STATEMENT));
  }

  @ParameterizedTest
  @EnumSource(SqlPhase.class)
  void anErrorWithoutStateIsTheDrivers(SqlPhase phase) {
    assertThat(SqlErrors.postgresql(null, phase))
        .isEqualTo(new ErrorKind(ErrorClass.BUG, "driver_error"));
  }

  @ParameterizedTest
  @EnumSource(ErrorClass.class)
  void onlyWhatConcurrentWorkBringsAboutIsExpected(ErrorClass errorClass) {
    boolean expected = errorClass == ErrorClass.RETRY || errorClass == ErrorClass.BUSINESS;

    assertThat(new ErrorKind(errorClass, "any").expected()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deadlock detected", "40P01: deadlock detected", "ERROR 53100"})
  void aTextIsNoCode(String text) {
    assertThat(SqlErrors.postgresql(text, SqlPhase.STATEMENT).errorClass())
        .isEqualTo(ErrorClass.BUG);
  }
}
