package tidemark.run.scenario.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.record.Verdict;
import tidemark.run.scenario.commit.CommitCheck;
import tidemark.run.scenario.commit.CommitFigures;

/** What of a step of growing load is not as it must be. */
class GrowthTest {
  private static final ErrorKind TOO_MANY =
      new ErrorKind(ErrorClass.RESOURCE, "too_many_connections");
  private static final CommitCheck GOOD = new CommitCheck(0, 0, 0, 0, 0);

  private final Growth growth = new Growth(Optional.empty());

  private void step(CommitCheck check) throws SQLException {
    growth.step(10, CommitFigures.of(List.of(), 1), check);
  }

  @Test
  void theServersLimitEndsItWell() throws SQLException {
    step(GOOD);
    growth.refused(20, TOO_MANY);

    assertThat(growth.observation().verdict()).isEqualTo(Verdict.PASS);
    assertThat(growth.observation().figures())
        .containsEntry("refused", "20 connections: too_many_connections");
  }

  @Test
  void aServerThatRefusesTheFirstStepFails() {
    growth.refused(10, TOO_MANY);

    assertThat(growth.observation().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(growth.observation().text())
        .startsWith("refused 10 connections: too_many_connections; ");
  }

  @Test
  void anotherRefusalFails() throws SQLException {
    step(GOOD);
    growth.refused(20, new ErrorKind(ErrorClass.CONNECTION, "connection_lost"));

    assertThat(growth.observation().verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void whatIsLostFails() throws SQLException {
    step(new CommitCheck(0, 1, 0, 0, 0));

    assertThat(growth.observation().text())
        .startsWith("on 10 connections acknowledged commits lost: 1; ");
  }
}
