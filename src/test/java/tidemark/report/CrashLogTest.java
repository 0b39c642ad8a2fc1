package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.settings.Places;
import tidemark.settings.Secrets;

class CrashLogTest {
  private static final Instant TIME =
      LocalDateTime.of(2026, 11, 29, 13, 14, 15).atZone(ZoneId.systemDefault()).toInstant();

  @TempDir Path folder;
  private Secrets secrets;

  @BeforeEach
  void somethingIsSecret() {
    secrets = new Places(folder).property("db.password", "hunter2").load().secrets();
  }

  private String written(RunReport report, String message, @Nullable Throwable cause)
      throws IOException {
    CrashLog.write(
        report,
        new Incident(TIME, 0, "inserter", "unexpected error corrupt", message, cause),
        "3.210 s after the begin of the load",
        secrets);
    return Files.readString(report.folder().resolve("stress_crash_20261129-131415.log"));
  }

  private static RunReport report(Path folder) {
    return Runs.report(
        folder, List.of(), Optional.of(Runs.database(Runs.someFigures(), Runs.AUDITED)));
  }

  @Test
  void saysWhatIsKnown() throws IOException {
    SQLException batch = new SQLException("the batch failed", "08006", 7);
    batch.setNextException(new SQLException("hunter2 is gone", "57P01", 9));
    String log = written(report(folder), "malformed", new IllegalStateException("outer", batch));

    assertThat(log)
        .contains("time         " + TIME)
        .contains("where        3.210 s after the begin of the load")
        .contains("what         unexpected error corrupt of inserter")
        .contains("said         malformed")
        .contains("java.lang.IllegalStateException: outer", "Caused by: java.sql.SQLException")
        .contains("and then: java.sql.SQLException: *** is gone", "SQLSTATE 57P01, code 9: ")
        .contains("unexpected errors:\n  corrupt 1\n    inserter: malformed\n")
        .contains("expected errors:\n  deadlock 1\n    transferrer: deadlock detected\n")
        .doesNotContain("hunter2")
        .endsWith("\nend of the log\n");
  }

  @Test
  void whatOthersWroteDoesNothingAndIsOfBearableLength() throws IOException {
    String log = written(report(folder), "\u001b[31m" + "x".repeat(1_000_000), null);

    assertThat(log).contains("said         \\u{1b}[31mxx", "nothing was thrown");
    assertThat(log).hasSizeLessThan(30_000).doesNotContain("\u001b");
  }

  @Test
  void whereItCannotBeWrittenNothingIsLeft() {
    Path gone = folder.resolve("gone");

    assertThatThrownBy(() -> written(report(gone), "", null)).isInstanceOf(IOException.class);
    assertThat(gone).doesNotExist();
  }
}
