package tidemark.record;

import java.util.Map;

/**
 * Errors by name, the most frequent first, as the summary will have them.
 *
 * @param expected of attempts at the database
 * @param unexpected of attempts at the database
 * @param chat chats that failed
 * @param expectedInWarmup those of attempts at the database that started during warm-up: they are
 *     in none of these
 * @param unexpectedInWarmup likewise, and they fail the run
 */
public record ErrorCounts(
    Map<String, Long> expected,
    Map<String, Long> unexpected,
    Map<String, Long> chat,
    long expectedInWarmup,
    long unexpectedInWarmup) {
  static final ErrorCounts NONE = new ErrorCounts(Map.of(), Map.of(), Map.of(), 0, 0);
}
