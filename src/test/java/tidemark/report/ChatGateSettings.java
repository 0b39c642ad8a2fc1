package tidemark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidemark.record.ChatSlo;
import tidemark.settings.Settings;

/**
 * The thresholds of a run's chats.
 *
 * @param errorRatePercent highest share of failed chats, 0 to 100
 * @param p95Millis highest 95th percentile of the end to end times of chats that went well
 * @param ttftP95Millis the same of the times to first token
 * @param goodputPercent lowest share of chats that hold the SLO, 0 to 100
 * @param requestsPerSecond lowest rate of chats that went well
 */
public record ChatGateSettings(
    Optional<Double> errorRatePercent,
    Optional<Double> p95Millis,
    Optional<Double> ttftP95Millis,
    Optional<Double> goodputPercent,
    Optional<Double> requestsPerSecond) {
  private static final String NONE = "none";
  private static final String GOODPUT = "gate.goodputPercent";

  /**
   * Reads the group {@code gate}.
   *
   * @param slo what a good chat has to hold
   * @throws tidemark.settings.SettingsException if there is a threshold on goodput and no SLO
   */
  public static ChatGateSettings from(Settings settings, ChatSlo slo) {
    Optional<Double> goodput = settings.unless(NONE, GOODPUT, Double.class);
    if (goodput.isPresent() && !slo.given()) {
      throw settings.refuse(GOODPUT, "none while no chat.slo is given");
    }
    return new ChatGateSettings(
        settings.unless(NONE, "gate.errorRatePercent", Double.class),
        settings.unless(NONE, "gate.p95Millis", Double.class),
        settings.unless(NONE, "gate.ttftP95Millis", Double.class),
        goodput,
        settings.unless(NONE, "gate.requestsPerSecond", Double.class));
  }

  /** The names of the rows that {@link ChatGate} will have, known before the run. */
  public List<String> rowNames() {
    List<String> names = new ArrayList<>();
    errorRatePercent.ifPresent(limit -> names.add(ChatGate.ERROR_RATE));
    p95Millis.ifPresent(limit -> names.add(ChatGate.P95));
    ttftP95Millis.ifPresent(limit -> names.add(ChatGate.TTFT_P95));
    goodputPercent.ifPresent(limit -> names.add(ChatGate.GOODPUT));
    requestsPerSecond.ifPresent(limit -> names.add(ChatGate.REQUESTS_PER_SECOND));
    return names;
  }
}
