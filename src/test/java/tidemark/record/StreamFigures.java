package tidemark.record;

import org.HdrHistogram.AbstractHistogram;

/**
 * The figures of chats that asked for a stream, at one moment. Histograms are in nanoseconds and
 * not to be changed.
 *
 * @param asked finished requests for a stream, the failed ones too
 * @param good those that went well
 * @param firstToken times to first token of good streams
 * @param firstOutputToken the same without reasoning
 * @param interChunk gaps between consecutive token events of all streams, as they came
 * @param perOutputToken of each good stream with two tokens or more: (last token - first token) /
 *     (output tokens - 1)
 * @param outputTokens of good streams
 * @param source where that number comes from
 * @param spanNanos from the start of the first stream to the end of the last
 */
public record StreamFigures(
    long asked,
    long good,
    AbstractHistogram firstToken,
    AbstractHistogram firstOutputToken,
    AbstractHistogram interChunk,
    AbstractHistogram perOutputToken,
    long outputTokens,
    TokenSource source,
    long spanNanos) {

  /** Together with streams that came after these. */
  StreamFigures plus(StreamFigures later) {
    return new StreamFigures(
        asked + later.asked,
        good + later.good,
        Series.sum(firstToken, later.firstToken),
        Series.sum(firstOutputToken, later.firstOutputToken),
        Series.sum(interChunk, later.interChunk),
        Series.sum(perOutputToken, later.perOutputToken),
        outputTokens + later.outputTokens,
        sourceWith(later),
        spanNanos + later.spanNanos);
  }

  private TokenSource sourceWith(StreamFigures later) {
    if (good == 0) {
      return later.source;
    }
    return later.good == 0 ? source : source.and(later.source);
  }

  /** Output tokens of good streams over the time in which there were streams; 0 without time. */
  public double outputTokensPerSecond() {
    return spanNanos <= 0 ? 0 : outputTokens * 1e9 / spanNanos;
  }
}
