package tidemark.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Prompts from lines of JSON: a {@code prompt}, or what the user says first in {@code messages} or
 * in {@code conversations}, as ShareGPT has them. Only the prompts are held in memory.
 */
final class PromptLines {
  private static final String ALLOWED =
      "JSON lines, each with a text in prompt, in messages of the user or in conversations";

  private static final Set<String> USER = Set.of("human", "user");

  private PromptLines() {}

  static List<String> read(UserFile file) {
    List<String> prompts = new ArrayList<>();
    // A byte is a character here: JSON's reader knows which of a line's bytes are no UTF-8.
    try (BufferedReader lines = Files.newBufferedReader(file.path(), ISO_8859_1)) {
      long number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          prompts.add(prompt(file, line.getBytes(ISO_8859_1), number));
        }
        number++;
      }
    } catch (IOException e) {
      throw file.unreadable();
    }
    if (prompts.isEmpty()) {
      throw file.refused(ALLOWED, "there is none");
    }
    return prompts;
  }

  private static String prompt(UserFile file, byte[] line, long number) {
    String prompt = "";
    try {
      prompt = prompt(FramedBody.JSON.readTree(line));
    } catch (IOException e) {
      // refused below
    }
    if (prompt.isBlank()) {
      throw file.refused(ALLOWED, number);
    }
    return prompt;
  }

  /** Empty if there is none. */
  private static String prompt(JsonNode line) {
    if (line.has("prompt")) {
      return text(line.path("prompt"));
    }
    return line.has("messages")
        ? first(line.path("messages"), "role", "content")
        : first(line.path("conversations"), "from", "value");
  }

  private static String first(JsonNode turns, String who, String what) {
    for (JsonNode turn : turns) {
      if (USER.contains(turn.path(who).asText())) {
        return text(turn.path(what));
      }
    }
    return "";
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : "";
  }
}
