package tidemark.record;

import java.util.Optional;

/**
 * Who chats with what.
 *
 * @param apiUrl where chats are posted to, without user info and query
 * @param model as the settings name it; empty if they do not
 * @param load how many users there are to be; with steps, in the largest
 * @param requests asked for in all; empty when only a duration was
 * @param steps how many there are; 0 where load does not grow in steps
 */
public record ChatHeader(
    String apiUrl, Optional<String> model, ChatLoad load, Optional<Long> requests, int steps) {}
