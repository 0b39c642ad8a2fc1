package tidemark.record;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;

/**
 * Chats as they add up; its histograms are looked at while others go on adding.
 *
 * @param firstTokens times to first token of good streams, warm-up included
 * @param tokens output tokens of good streams by now, warm-up included
 * @param errors failed chats by name
 * @param recent the last ones that failed
 */
public record LiveChats(
    LiveStream stream,
    List<AbstractHistogram> firstTokens,
    long tokens,
    Map<String, Long> errors,
    RecentErrors recent) {}
