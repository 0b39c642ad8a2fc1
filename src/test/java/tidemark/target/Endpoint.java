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
  FIGURES,
  RESET,
  ELSEWHERE;

  private static final Pattern ASSISTANT_PATH =
      Pattern.compile("/creator/assistant/[^/]+/chat/completions");

  static Endpoint of(@Nullable String path) {
    return switch (path == null ? "" : path) {
      case "/" -> ROOT;
      case "/v1/chat/completions" -> OPENAI;
      case "/_figures" -> FIGURES;
      case "/_figures/reset" -> RESET;
      case "" -> ELSEWHERE;
      default -> ASSISTANT_PATH.matcher(path).matches() ? ASSISTANT : ELSEWHERE;
    };
  }
}
