package tidemark.target;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a path stands for. */
enum Endpoint {
  ROOT,
  /** Chats with one assistant. */
  ASSISTANT,
  /** Chats at OpenAI's path. */
  OPENAI,
  /** What the backend knows of itself. */
  TRUTH,
  ELSEWHERE;

  static final String OPENAI_PATH = "/v1/chat/completions";
  static final String TRUTH_PATH = "/tidemark/truth";

  private static final Pattern ASSISTANT_PATH =
      Pattern.compile("/creator/assistant/[^/]+/chat/completions");

  static Endpoint of(@Nullable String path) {
    return switch (path == null ? "" : path) {
      case "/" -> ROOT;
      case OPENAI_PATH -> OPENAI;
      case TRUTH_PATH -> TRUTH;
      case "" -> ELSEWHERE;
      default -> ASSISTANT_PATH.matcher(path).matches() ? ASSISTANT : ELSEWHERE;
    };
  }
}
