package tidemark.record;

import java.util.Optional;

/**
 * A case of a run, as it is now.
 *
 * @param name as in {@code run.cases}
 * @param expected what must come of it
 * @param running true while it is tried
 * @param result what came of it; empty until it is over
 */
public record CaseState(
    String name, String expected, boolean running, Optional<ScenarioResult> result) {}
