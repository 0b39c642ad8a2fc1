package tidemark.settings;

/**
 * One setting of a run, as it may be shown to anybody.
 *
 * @param key as {@code db.workers}
 * @param value what holds, without secrets, on one line of bearable length
 * @param from where it was written
 * @param given false for a default
 */
public record Setting(String key, String value, String from, boolean given) {}
