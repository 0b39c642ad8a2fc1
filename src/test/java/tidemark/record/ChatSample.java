package tidemark.record;

import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;

/**
 * One finished chat request. Times are {@link System#nanoTime()}; the definitions are those of the
 * report: a token is an event with non-empty content, reasoning or a piece of a tool call. What a
 * user waits begins with the plan, where there is one: a generator that sends too late, or not
 * before an answer is there, would else measure less than its users see.
 *
 * @param request the row in the reports, as {@code chat}
 * @param streamed true if a stream was asked for
 * @param plannedNanos when it was to start; {@link #NEVER} without a plan
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
    long plannedNanos,
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

  /** Without a plan. */
  public ChatSample(
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
    this(
        request,
        streamed,
        NEVER,
        startNanos,
        firstTokenNanos,
        firstOutputTokenNanos,
        lastTokenNanos,
        endNanos,
        status,
        error,
        outputTokens,
        tokensReported);
  }

  /** What its times count from: the plan, or without one the start. */
  public long fromNanos() {
    return plannedNanos == NEVER ? startNanos : plannedNanos;
  }

  /** From plan to start in nanoseconds; {@link #NEVER} without a plan. */
  public long delayNanos() {
    return plannedNanos == NEVER ? NEVER : startNanos - plannedNanos;
  }

  public boolean failed() {
    return error != null;
  }

  /**
   * End to end: to the last token of a good stream, to the last byte of anything else, in
   * nanoseconds.
   */
  public long latencyNanos() {
    boolean toToken = streamed && error == null && lastTokenNanos != NEVER;
    return (toToken ? lastTokenNanos : endNanos) - fromNanos();
  }

  /** Time to first token in nanoseconds; {@link #NEVER} without a token. */
  public long ttftNanos() {
    return since(firstTokenNanos);
  }

  /** The same without reasoning. */
  public long firstOutputNanos() {
    return since(firstOutputTokenNanos);
  }

  private long since(long nanos) {
    return nanos == NEVER ? NEVER : nanos - fromNanos();
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
