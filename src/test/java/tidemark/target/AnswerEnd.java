package tidemark.target;

/** How a chat ended, as the server saw it. */
enum AnswerEnd {
  /** A whole answer in JSON. */
  ANSWERED,
  /** A whole stream. */
  STREAMED,
  /** Refused for its token or its body. */
  REFUSED,
  /** Status 500, as the settings want it. */
  FAILED,
  /** Cut by the server, as the settings want it. */
  CUT,
  /** The client was gone before the answer was whole. */
  ABANDONED
}
