package tidemark.record;

import java.util.List;
import java.util.Map;

/**
 * One invariant, looked at.
 *
 * @param name as in the summary: {@code money}, {@code balances}, {@code orphans}, ...
 * @param ok true if it holds
 * @param figures what was counted, in the order to show
 * @param findings what breaks it: the first, the worst and the last case
 */
public record AuditPart(
    String name, boolean ok, Map<String, Object> figures, List<String> findings) {}
