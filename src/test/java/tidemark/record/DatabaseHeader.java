package tidemark.record;

import java.util.Map;

/**
 * What roles work on.
 *
 * @param backend {@code sqlite} or {@code postgresql}
 * @param version of the database
 * @param engine {@code jdbc} or {@code async}
 * @param url without user info and parameters
 * @param workers as set
 * @param users of each role that works, in order
 */
public record DatabaseHeader(
    String backend,
    String version,
    String engine,
    String url,
    int workers,
    Map<String, Integer> users) {}
