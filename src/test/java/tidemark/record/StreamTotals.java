package tidemark.record;

/**
 * What a stream of samples has come to, warm-up left out.
 *
 * @param name the role, or {@code chat}
 * @param operations samples that changed or read something; of chats those that went well
 * @param failed samples that are KO
 * @param answered how long those took that are OK, up to the newest tick
 */
public record StreamTotals(String name, long operations, long failed, Percentiles answered) {
  /** Of nothing. */
  static final StreamTotals NONE = new StreamTotals("", 0, 0, Percentiles.NONE);
}
