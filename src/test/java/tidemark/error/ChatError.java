package tidemark.error;

/**
 * Why a chat failed, by the name that every count gives it: few names, whatever servers write.
 *
 * @param name as in {@code errors} of the summary and in the CSV: {@code Timeout}, {@code 429}
 */
public record ChatError(String name) {
  /** No end within the time that a whole request has. */
  public static final ChatError TIMEOUT = new ChatError("Timeout");

  /** A stream without a token within the time that the first one has. */
  public static final ChatError FIRST_TOKEN_TIMEOUT = new ChatError("FirstTokenTimeout");

  /** A stream whose tokens stopped coming. */
  public static final ChatError STALLED = new ChatError("Stalled");

  public static final ChatError CONNECTION_REFUSED = new ChatError("ConnectionRefused");
  public static final ChatError CONNECTION_RESET = new ChatError("ConnectionReset");

  /** The server closed the connection before the answer was whole. */
  public static final ChatError CONNECTION_CLOSED = new ChatError("ConnectionClosed");

  /** Any other failure of name look-up, connecting or TLS, or an answer that is no HTTP. */
  public static final ChatError CONNECTION_FAILED = new ChatError("ConnectionFailed");

  /** A 200 whose stream or body says that it failed. */
  public static final ChatError STREAM_ERROR = new ChatError("StreamError");

  /** A stream that ended without a finish reason and without {@code [DONE]}. */
  public static final ChatError STREAM_TRUNCATED = new ChatError("StreamTruncated");

  public static final ChatError BAD_JSON = new ChatError("BadJson");

  /** A 200 without anything that was asked for. */
  public static final ChatError EMPTY_RESPONSE = new ChatError("EmptyResponse");

  /** An event or a body beyond what is kept of one. */
  public static final ChatError TOO_LARGE = new ChatError("TooLarge");

  /** An HTTP status that is no success, 100 to 599. */
  public static ChatError status(int code) {
    return new ChatError(Integer.toString(code));
  }
}
