package tidemark.record;

import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;

/** What a sample counts as. */
public enum Outcome {
  /** It did what it should. */
  OK,
  /** The bank said no: an answer, and no operation. */
  REFUSED,
  /** An error of the retry class outlived its tries: KO, and to be expected. */
  FAILED_EXPECTED,
  /** Anything else: KO, and the run fails. */
  FAILED_UNEXPECTED;

  static Outcome of(@Nullable ErrorKind error) {
    if (error == null) {
      return OK;
    }
    if (error.errorClass() == ErrorClass.BUSINESS) {
      return REFUSED;
    }
    return error.expected() ? FAILED_EXPECTED : FAILED_UNEXPECTED;
  }

  /** True for what Gatling calls KO. */
  public boolean failed() {
    return this == FAILED_EXPECTED || this == FAILED_UNEXPECTED;
  }
}
