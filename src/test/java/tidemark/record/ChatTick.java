package tidemark.record;

/**
 * What is known of chats in an interval, beside their {@link StreamTick}.
 *
 * @param activeUsers who were under way at its end; of several intervals the most
 * @param tokens output tokens of streams that went well and ended in it
 * @param firstToken times to first token of these
 */
public record ChatTick(int activeUsers, long tokens, Percentiles firstToken) {
  ChatTick plus(ChatTick later) {
    return new ChatTick(
        Math.max(activeUsers, later.activeUsers),
        tokens + later.tokens,
        firstToken.plus(later.firstToken));
  }
}
