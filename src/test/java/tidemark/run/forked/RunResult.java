package tidemark.run.forked;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tidemark.record.Verdict;

/**
 * What came of a run.
 *
 * @param exitCode of its JVM; 0 if it passed
 * @param failures why it failed, a line each; empty if it passed
 * @param seed what drove its choices
 * @param gate the thresholds
 * @param scenarios what came of its cases, in their order; empty where there were none
 * @param folder the run's, with all its files
 * @param console the last lines that it printed
 * @param json the whole of {@code summary.json}, for what has no name here
 * @param ofDatabase see {@link #database()}
 * @param ofChats see {@link #chats()}
 */
public record RunResult(
    Verdict verdict,
    int exitCode,
    List<String> failures,
    long seed,
    List<GateResult> gate,
    List<CaseResult> scenarios,
    Path folder,
    String console,
    JsonNode json,
    Optional<DatabaseResult> ofDatabase,
    Optional<ChatResult> ofChats) {

  /** Reads what a run has left. */
  static RunResult read(Path summary, int exitCode, String console) {
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(summary.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RunResult(
        Verdict.valueOf(json.path("verdict").asText()),
        exitCode,
        Json.texts(json.path("failures")),
        json.path("seed").asLong(),
        Json.list(json.path("gate"), GateResult::of),
        Json.list(json.path("scenarios"), CaseResult::of),
        summary.resolveSibling(""),
        console,
        json,
        Json.optional(json.path("database"), DatabaseResult::of)
            .filter(database -> !json.has("scenarios")),
        Json.optional(json.path("statistics"), statistics -> ChatResult.of(json)));
  }

  public boolean passed() {
    return verdict == Verdict.PASS && exitCode == 0;
  }

  /**
   * What happened at the database.
   *
   * @throws IllegalStateException if no roles worked there
   */
  public DatabaseResult database() {
    return ofDatabase.orElseThrow(() -> new IllegalStateException("no roles worked on a database"));
  }

  /**
   * What happened to the chats.
   *
   * @throws IllegalStateException if nobody chatted
   */
  public ChatResult chats() {
    return ofChats.orElseThrow(() -> new IllegalStateException("nobody chatted"));
  }

  /**
   * What came of a case.
   *
   * @throws IllegalStateException if there was none of this name
   */
  public CaseResult scenario(String name) {
    return scenarios.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no case " + name));
  }

  /** The verdict, why, and the last lines of the console: what is wanted when a test fails. */
  @Override
  public String toString() {
    return "%s %s, exit code %d, %s%n%s".formatted(verdict, failures, exitCode, folder, console);
  }
}
