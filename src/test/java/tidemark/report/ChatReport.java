package tidemark.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tidemark.record.ChatFigures;
import tidemark.record.ChatLoad;
import tidemark.record.Shown;
import tidemark.record.StepFigures;
import tidemark.settings.Redacted;

/**
 * What happened to the chats.
 *
 * @param apiUrl where chats were posted to; kept without user info and query
 * @param assistantId of the assistant that was asked, where the path names one
 * @param load how many users there were to be; with steps, in the largest
 * @param activeUsers most who were under way at one moment; who waited for its turn was not
 * @param requests asked for in all; empty when only a duration was
 * @param duration asked for; empty when only a number of requests was
 * @param timeout longest time of a whole request
 * @param model as the answers or the settings name it
 * @param embeddingModel that the backend uses, where it was found
 * @param warmup what came before, and is in no figure
 * @param figures samples and errors; of all steps together, where there are any
 * @param steps those that began; empty where load does not grow in steps
 */
public record ChatReport(
    String apiUrl,
    Optional<String> assistantId,
    ChatLoad load,
    int activeUsers,
    Optional<Long> requests,
    Optional<Duration> duration,
    Duration timeout,
    Optional<String> model,
    Optional<String> embeddingModel,
    Duration warmup,
    ChatFigures figures,
    List<StepFigures> steps) {
  private static final int LONGEST_NAME = 200;

  public ChatReport {
    apiUrl = Redacted.url(apiUrl);
    model = model.map(ChatReport::name);
    embeddingModel = embeddingModel.map(ChatReport::name);
  }

  /** Servers have their say in these. */
  private static String name(String text) {
    return Shown.line(text, LONGEST_NAME);
  }
}
