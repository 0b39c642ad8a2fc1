package tidemark.target;

/** How a chat ended, as the server saw it. */
enum AnswerEnd {
  /** A whole answer in JSON. */
  ANSWERED,
  /** A whole stream. */
  STREAMED,
  /** Refused for its token or its body. */
  REFUSED,
  /** Status 429: there was no room for it, or the settings want it. */
  LIMITED,
  /** Status 500, as the settings want it. */
  FAILED,
  /** Cut by the server, as the settings want it. */
  CUT,
  /** The store did not say that it has the chat: status 503, or a stream without its end. */
  UNSTORED,
  /** The client was gone before the answer was whole. */
  ABANDONED
}
