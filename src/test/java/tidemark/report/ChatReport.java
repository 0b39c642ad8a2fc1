package tidemark.report;

import java.time.Duration;
import java.util.Optional;
import tidemark.record.ChatFigures;
import tidemark.record.ChatLoad;
import tidemark.settings.Redacted;

/**
 * What happened to the chats.
 *
 * @param apiUrl where chats were posted to; kept without user info and query
 * @param assistantId of the assistant that was asked, where the path names one
 * @param load how many users there were to be
 * @param activeUsers most who were under way at one moment
 * @param requests asked for in all; empty when only a duration was
 * @param duration asked for; empty when only a number of requests was
 * @param timeout longest time of a whole request
 * @param model as the answers or the settings name it
 * @param embeddingModel that the backend uses, where it was found
 * @param figures samples and errors
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
    ChatFigures figures) {

  public ChatReport {
    apiUrl = Redacted.url(apiUrl);
  }
}
