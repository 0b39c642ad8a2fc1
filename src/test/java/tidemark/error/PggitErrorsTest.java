package tidemark.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PggitErrorsTest {
  private static final ErrorKind RAISED = SqlErrors.postgresql("P0001", SqlPhase.STATEMENT);

  @ParameterizedTest
  @CsvSource({
    "Commit message too long (max 10000 characters), BUSINESS, message_too_long",
    "Custom Trinity ID too short, BUSINESS, id_too_short",
    "could not extend file: No space left on device, RESOURCE, disk_full",
    "Failed to commit changes: could not serialize access, RETRY, serialization_failure",
    "relation already exists, RETRY, already_exists",
    "anything else, BUG, sqlstate_P0001",
  })
  void whatAFunctionRaisedIsToldByItsText(String message, ErrorClass errorClass, String category) {
    assertThat(PggitErrors.of(RAISED, message)).isEqualTo(new ErrorKind(errorClass, category));
  }

  @Test
  void whatTheServerSaidItselfIsToldByItsState() {
    ErrorKind full = SqlErrors.postgresql("53100", SqlPhase.STATEMENT);

    assertThat(PggitErrors.of(full, "too long")).isEqualTo(full);
  }
}
