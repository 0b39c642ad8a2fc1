package tidemark.chat;

/** What an event of a chat's stream is. */
enum StreamEvent {
  /** A token: content, or a piece of a tool call. */
  OUTPUT,
  /** A token of reasoning alone. */
  REASONING,
  /** No token: a role, a finish reason, usage, an empty text. */
  NO_TOKEN,
  /** The end mark {@code [DONE]}. */
  DONE,
  /** An error of the server. */
  FAILED,
  /** No JSON object. */
  BAD_JSON
}
