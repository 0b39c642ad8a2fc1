package tidemark.report;

import java.util.Optional;
import tidemark.record.GeneratorFigures;

/**
 * How the load generator did.
 *
 * @param bottleneck why it, and not the target, was the limit; empty when it was not
 */
public record GeneratorReport(GeneratorFigures figures, Optional<String> bottleneck) {}
