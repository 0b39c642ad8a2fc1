package tidemark.sql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;

/** A PostgreSQL server that says why and is gone. */
class PanicTest {
  private static final ErrorKind DISK_FULL = new ErrorKind(ErrorClass.RESOURCE, "disk_full");

  private static ErrorKind classify(SQLException error, SqlPhase phase) {
    return new PostgresqlDatabase().classify(error, phase);
  }

  private static SQLException panic() {
    SQLException error = new SQLException("could not write to log file", "53100");
    error.setNextException(new SQLException("an I/O error occurred", "08006"));
    return error;
  }

  /** Recovery may find the commit in the log: nobody was told that it was refused. */
  @Test
  void duringCommitItsOutcomeIsUnknown() {
    assertThat(classify(panic(), SqlPhase.COMMIT)).isEqualTo(ErrorKind.COMMIT_UNKNOWN);
  }

  @Test
  void beforeCommitItsReasonIsKnown() {
    assertThat(classify(panic(), SqlPhase.STATEMENT)).isEqualTo(DISK_FULL);
  }

  @Test
  void aServerThatStaysHasRefused() {
    assertThat(classify(new SQLException("no space", "53100"), SqlPhase.COMMIT))
        .isEqualTo(DISK_FULL);
  }
}
