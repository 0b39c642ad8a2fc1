package tidemark.chat;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a chat may take, each counted from when it is handed to the HTTP engine unless said.
 *
 * @param timeout to its end; above 0
 * @param firstToken to the first token of a stream; above 0
 * @param silence from one token of a stream to the next; above 0
 */
public record ChatLimits(
    Duration timeout, Optional<Duration> firstToken, Optional<Duration> silence) {}
