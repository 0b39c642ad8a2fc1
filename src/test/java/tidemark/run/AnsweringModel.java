package tidemark.run;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidemark.record.Response;
import tidemark.record.Responses;

/** Remembers which model answers, by the first answer that names one. Thread-safe. */
final class AnsweringModel implements Responses {
  private final Responses responses;
  private volatile @Nullable String model;

  /** Hands the answers on. */
  AnsweringModel(Responses responses) {
    this.responses = responses;
  }

  @Override
  public void append(Response response, Runnable then) {
    if (model == null && response.model() != null) {
      model = response.model();
    }
    responses.append(response, then);
  }

  Optional<String> model() {
    return Optional.ofNullable(model);
  }
}
