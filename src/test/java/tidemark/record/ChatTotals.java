package tidemark.record;

import java.util.Optional;

/**
 * The chats of a run as they are now.
 *
 * @param totals warm-up left out
 * @param activeUsers who are under way
 * @param step the name of the newest step; empty without any
 * @param firstToken times to first token up to the newest tick, warm-up included
 * @param tokens output tokens of good streams, warm-up included
 */
public record ChatTotals(
    StreamTotals totals,
    int activeUsers,
    Optional<String> step,
    Percentiles firstToken,
    long tokens) {}
