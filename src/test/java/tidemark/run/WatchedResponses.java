package tidemark.run;

import java.util.function.Consumer;
import tidemark.error.ChatError;
import tidemark.record.Response;
import tidemark.record.Responses;
import tidemark.report.Incident;

/** Tells of each chat that failed, before it hands the answer on. Thread-safe. */
final class WatchedResponses implements Responses {
  private final Responses responses;
  private final Consumer<Incident> told;

  WatchedResponses(Responses responses, Consumer<Incident> told) {
    this.responses = responses;
    this.told = told;
  }

  @Override
  public void append(Response response, Runnable then) {
    ChatError error = response.sample().error();
    if (error != null) {
      told.accept(incident(response, error));
    }
    responses.append(response, then);
  }

  private static Incident incident(Response response, ChatError error) {
    String said = response.message() == null ? response.text() : response.message();
    return Incident.now(
        response.sample().request(),
        "failed chat " + error.name(),
        said.isEmpty() ? "no answer" : said,
        response.cause());
  }
}
