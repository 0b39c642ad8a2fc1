package tidemark.record;

import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;

/**
 * One finished chat request. Times are {@link System#nanoTime()}; the definitions are those of the
 * report: a token is an event with non-empty content, reasoning or a piece of a tool call.
 *
 * @param request the row in the reports, as {@code chat}
 * @param streamed true if a stream was asked for
 * @param startNanos handed to the HTTP engine
 * @param firstTokenNanos first token of a stream; {@link #NEVER} without one
 * @param firstOutputTokenNanos the same without reasoning
 * @param lastTokenNanos last token of a stream
 * @param endNanos last byte of the answer, or when it failed
 * @param status HTTP status; 0 without an answer
 * @param error null when it went well
 * @param outputTokens as the server's usage says, else token events counted
 * @param tokensReported true if the server's usage said so
 */
public record ChatSample(
    String request,
    boolean streamed,
    long startNanos,
    long firstTokenNanos,
    long firstOutputTokenNanos,
    long lastTokenNanos,
    long endNanos,
    int status,
    @Nullable ChatError error,
    long outputTokens,
    boolean tokensReported) {
  /** In place of a time: it did not happen. */
  public static final long NEVER = Long.MIN_VALUE;

  public boolean failed() {
    return error != null;
  }

  /**
   * End to end: to the last token of a good stream, to the last byte of anything else, in
   * nanoseconds.
   */
  public long latencyNanos() {
    boolean toToken = streamed && error == null && lastTokenNanos != NEVER;
    return (toToken ? lastTokenNanos : endNanos) - startNanos;
  }

  /** Time to first token in nanoseconds; {@link #NEVER} without a token. */
  public long ttftNanos() {
    return sinceStart(firstTokenNanos);
  }

  /** The same without reasoning. */
  public long firstOutputNanos() {
    return sinceStart(firstOutputTokenNanos);
  }

  private long sinceStart(long nanos) {
    return nanos == NEVER ? NEVER : nanos - startNanos;
  }

  /**
   * Time per output token in nanoseconds: (last token - first token) / (output tokens - 1); {@link
   * #NEVER} with fewer than two.
   */
  public long tpotNanos() {
    boolean several = firstTokenNanos != NEVER && outputTokens > 1;
    return several ? (lastTokenNanos - firstTokenNanos) / (outputTokens - 1) : NEVER;
  }
}
