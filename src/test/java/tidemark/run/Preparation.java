package tidemark.run;

import java.nio.file.Path;
import java.time.Instant;
import tidemark.record.Marks;
import tidemark.settings.Settings;

/**
 * What the parts of a run are made from.
 *
 * @param started when the run began
 * @param folder the run's, which is there
 * @param opened takes what a part opens
 * @param marks takes what happens in it
 * @param failFast to be told of what nobody expects
 */
record Preparation(
    Settings settings,
    Instant started,
    Path folder,
    Opened opened,
    Marks marks,
    FailFast failFast) {}
