package tidemark.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidemark.settings.Settings;

/**
 * A body from the user's own file: JSON in which <code>${prompt}</code> and <code>${model}</code>,
 * within strings, <code>${stream}</code>, and before other messages <code>${history}</code> are
 * replaced.
 */
public final class TemplateBody {
  private static final String KEY = "chat.body";
  private static final String TURNS = "chat.turns";
  private static final String FOLDER = "bodies";
  private static final String PROMPT = "${prompt}";
  private static final String HISTORY = "${history}";
  private static final String MODEL = "${model}";
  private static final String STREAM = "${stream}";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}\\n]*}?");

  /** What would end a string if it were not escaped, or stood outside one. */
  private static final String SAMPLE = "\" \\ \n";

  /** What makes up the usual body and has no place in this one. */
  private static final List<String> UNUSED =
      List.of("chat.systemPrompt", "chat.extraBody", "chat.maxTokens", "chat.temperature");

  private TemplateBody() {}

  /**
   * Reads the file that {@code chat.body} names.
   *
   * @throws tidemark.settings.SettingsException if it makes no body, or other keys are given that
   *     would not be in it
   */
  public static ChatBody from(Settings settings) {
    for (String key : UNUSED) {
      String value = String.valueOf(settings.unless("none", key, Object.class).orElse(""));
      if (!value.isBlank()) {
        throw settings.refuse(key, "none, for the whole body is in the file of " + KEY);
      }
    }
    UserFile file = UserFile.find(settings, KEY, FOLDER);
    String template = file.text();
    if (!template.contains(PROMPT)) {
      throw file.refused("a body with " + PROMPT, "there is none");
    }
    if (settings.integer(TURNS) > 1 && !template.contains(HISTORY)) {
      throw settings.refuse(TURNS, "1, for the file of %s has no %s".formatted(KEY, HISTORY));
    }
    String model = settings.text("chat.model");
    if (model.isEmpty() == template.contains(MODEL)) {
      throw settings.refuse("chat.model", "a model if the file of %s has %s".formatted(KEY, MODEL));
    }
    FramedBody body =
        new FramedBody(parts(file, template, model, false), parts(file, template, model, true));
    int streamPercent = StreamChoice.from(settings).percent();
    if (streamPercent < 100) {
      check(file, body, false);
    }
    if (streamPercent > 0) {
      check(file, body, true);
    }
    return body;
  }

  private static List<BodyPart> parts(
      UserFile file, String template, String model, boolean stream) {
    List<BodyPart> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(template);
    while (placeholder.find()) {
      placeholder.appendReplacement(part, "");
      switch (placeholder.group()) {
        case PROMPT -> fill(parts, part, BodyPart.PROMPT);
        case HISTORY -> fill(parts, part, BodyPart.HISTORY);
        case STREAM -> part.append(stream);
        case MODEL -> part.append(FramedBody.escaped(model));
        default ->
            throw file.refused(
                "${prompt}, ${stream}, ${model} and ${history}",
                "line %d has %s"
                    .formatted(line(template, placeholder.start()), placeholder.group()));
      }
    }
    placeholder.appendTail(part);
    parts.add(BodyPart.text(part.toString()));
    return parts;
  }

  /** The text so far is a part, and what follows another. */
  private static void fill(List<BodyPart> parts, StringBuilder text, BodyPart filled) {
    parts.add(BodyPart.text(text.toString()));
    parts.add(filled);
    text.setLength(0);
  }

  private static long line(String text, int end) {
    return 1 + text.substring(0, end).chars().filter(character -> character == '\n').count();
  }

  /** At the begin of a conversation, and later. */
  private static void check(UserFile file, FramedBody body, boolean stream) {
    Conversation later = Conversation.NEW.with(SAMPLE, SAMPLE).orElseThrow();
    for (Conversation said : List.of(Conversation.NEW, later)) {
      check(file, body.of(said.json(), SAMPLE, stream), stream);
    }
  }

  /** The prompt and the history are one line in it, so that the lines are those of the file. */
  private static void check(UserFile file, byte[] body, boolean stream) {
    JsonNode json;
    try {
      json = FramedBody.JSON.readTree(new String(body, UTF_8));
    } catch (JsonProcessingException e) {
      throw file.refused(
          "JSON once ${prompt} and ${model} are replaced within strings, and ${history} before"
              + " another message",
          e.getLocation().getLineNr());
    }
    if (!json.isObject() || json.path("stream").asBoolean() != stream) {
      throw file.refused("a body that says \"stream\": ${stream}", "it is not so");
    }
  }
}
