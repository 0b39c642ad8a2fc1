package tidemark.record;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a run before it begins.
 *
 * @param simulation its simple name
 * @param started when it was started
 * @param folder the run's folder
 * @param warmup the time at the begin that is in no figure
 */
public record RunHeader(
    String simulation,
    Instant started,
    Path folder,
    Duration warmup,
    Optional<DatabaseHeader> database,
    Optional<ChatHeader> chat,
    Optional<CasesHeader> cases) {}
