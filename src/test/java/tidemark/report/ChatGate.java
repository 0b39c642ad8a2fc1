package tidemark.report;

import java.util.ArrayList;
import java.util.List;
import tidemark.record.ChatFigures;
import tidemark.record.GateRow;
import tidemark.record.GateRow.Bound;

/** Holds a run's chats against their thresholds. Pure. */
public final class ChatGate {
  static final String ERROR_RATE = "chat error rate";
  static final String P95 = "chat p95";
  static final String TTFT_P95 = "chat TTFT p95";
  static final String GOODPUT = "chat goodput";
  static final String REQUESTS_PER_SECOND = "chat requests/s";

  private ChatGate() {}

  /** One row for each threshold, in the order of {@link ChatGateSettings#rowNames()}. */
  public static List<GateRow> judge(ChatGateSettings limits, ChatFigures figures) {
    List<GateRow> rows = new ArrayList<>();
    limits
        .errorRatePercent()
        .map(
            limit -> Gate.errorRate(ERROR_RATE, limit, figures.errorRatePercent(), figures.total()))
        .ifPresent(rows::add);
    limits
        .p95Millis()
        .map(limit -> Gate.p95(P95, limit, figures.answered(), Gate.ANSWERS))
        .ifPresent(rows::add);
    limits
        .ttftP95Millis()
        .map(
            limit ->
                Gate.p95(
                    TTFT_P95, limit, figures.streams().firstToken(), "good stream with a token"))
        .ifPresent(rows::add);
    limits.goodputPercent().map(limit -> goodput(limit, figures)).ifPresent(rows::add);
    limits.requestsPerSecond().map(limit -> rate(limit, figures)).ifPresent(rows::add);
    return rows;
  }

  private static GateRow goodput(double limit, ChatFigures figures) {
    double observed = figures.goodputPercent();
    return GateRow.overSamples(
        GOODPUT, Bound.AT_LEAST, limit, observed, "%", figures.total(), "samples");
  }

  private static GateRow rate(double limit, ChatFigures figures) {
    double observed = figures.requestsPerSecond();
    return GateRow.overSamples(
        REQUESTS_PER_SECOND,
        Bound.AT_LEAST,
        limit,
        observed,
        "",
        figures.successes(),
        Gate.ANSWERS);
  }
}
