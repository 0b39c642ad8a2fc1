package tidemark.record;

/**
 * What ended of one stream of samples in an interval.
 *
 * @param name the role, or {@code chat}
 * @param operations samples that changed or read something; of chats those that went well
 * @param failed samples that are KO
 * @param answered how long those took that are OK
 */
public record StreamTick(String name, long operations, long failed, Percentiles answered) {
  /** All samples that ended. */
  public long count() {
    return answered.count() + failed;
  }

  /** Both together, under this one's name. */
  public StreamTick plus(StreamTick later) {
    return new StreamTick(
        name, operations + later.operations, failed + later.failed, answered.plus(later.answered));
  }
}
