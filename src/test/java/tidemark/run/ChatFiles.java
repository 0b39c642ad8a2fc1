package tidemark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import tidemark.record.ResponseLog;
import tidemark.report.ChatReport;
import tidemark.report.OutputJson;
import tidemark.report.RunsCsv;
import tidemark.settings.SettingsException;

/** The files that chats leave beside the run's summary. */
final class ChatFiles {
  private final OutputSettings output;
  private final Instant started;
  private final Path lines;
  private final ResponseLog responses;

  /**
   * Opens the log of the responses.
   *
   * @param measured false for the start of a chat that belongs to warm-up
   * @throws SettingsException if it cannot be written
   */
  ChatFiles(OutputSettings output, Instant started, Path folder, LongPredicate measured) {
    this.output = output;
    this.started = started;
    this.lines = folder.resolve(ResponseLog.FILE);
    try {
      responses = new ResponseLog(lines, output.responses(), measured);
    } catch (IOException e) {
      throw new SettingsException("%s cannot be written: %s".formatted(lines, e.getMessage()));
    }
  }

  ResponseLog responses() {
    return responses;
  }

  /**
   * Writes what is asked for.
   *
   * @param hanging chats that have no end and count as failed
   * @return what could not be written, a line each
   */
  List<String> write(ChatReport report, long hanging) {
    List<String> failures = new ArrayList<>();
    responses.close();
    responses.problem().ifPresent(failures::add);
    // The row first: the other file holds every answer, and the time may not suffice for it.
    output
        .csv()
        .ifPresent(file -> attempt(file, failures, () -> RunsCsv.append(file, report, hanging)));
    Optional<Path> raw = output.rawResults() ? Optional.of(lines) : Optional.empty();
    output
        .json()
        .ifPresent(
            file -> attempt(file, failures, () -> OutputJson.write(file, started, report, raw)));
    return failures;
  }

  private interface Writing {
    void write() throws IOException;
  }

  private static void attempt(Path file, List<String> failures, Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      failures.add("%s cannot be written: %s".formatted(file, e.getMessage()));
    }
  }
}
