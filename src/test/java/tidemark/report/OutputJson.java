package tidemark.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes {@code output.json} with exactly the fields of the script that Tidemark replaces, whole or
 * not at all.
 */
public final class OutputJson {
  private OutputJson() {}

  /**
   * Finds out before a run whether the file can be written after it.
   *
   * @throws IOException if it cannot
   */
  public static void check(Path file) throws IOException {
    WholeFile.check(file);
  }

  /**
   * Writes the file.
   *
   * @param responses the closed log, whose lines become {@code raw_results}: one at a time, without
   *     those of the warm-up and those that are broken; empty for an empty list
   * @throws IOException if it cannot be written, or the log cannot be read
   */
  public static void write(Path file, Instant started, ChatReport chat, Optional<Path> responses)
      throws IOException {
    WholeFile.write(
        file,
        out -> {
          JsonGenerator json = Summary.JSON.createGenerator(out);
          json.setPrettyPrinter(
              new DefaultPrettyPrinter()
                  .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));
          json.writeStartObject();
          json.writeObjectField("metadata", ChatJson.metadata(started, chat));
          json.writeObjectField("statistics", ChatJson.originalStatistics(chat.figures()));
          json.writeArrayFieldStart("raw_results");
          if (responses.isPresent()) {
            copy(responses.get(), json);
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeRaw('\n');
          json.flush();
        });
  }

  /** A line may be cut in the middle of a character: no reader that is strict about those. */
  private static void copy(Path responses, JsonGenerator json) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(Files.newInputStream(responses), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (isMeasured(line)) {
          json.writeRawValue(line);
        }
      }
    }
  }

  private static boolean isMeasured(String line) throws IOException {
    try {
      JsonNode read = Summary.JSON.readTree(line);
      return read.isObject() && !read.path("warmup").booleanValue();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
