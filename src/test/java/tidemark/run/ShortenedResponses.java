package tidemark.run;

import tidemark.record.Response;
import tidemark.record.Responses;

/** Hands answers on with as much of their text as is to be kept. Thread-safe. */
final class ShortenedResponses implements Responses {
  private final Responses responses;
  private final int maxChars;

  /**
   * Shortens to so many characters.
   *
   * @param maxChars UTF-16 units, 0 or more; half of a surrogate pair is left out
   */
  ShortenedResponses(Responses responses, int maxChars) {
    this.responses = responses;
    this.maxChars = maxChars;
  }

  @Override
  public void append(Response response, Runnable then) {
    String text = response.text();
    responses.append(text.length() <= maxChars ? response : shortened(response, text), then);
  }

  private Response shortened(Response response, String text) {
    boolean splits = maxChars > 0 && Character.isHighSurrogate(text.charAt(maxChars - 1));
    return new Response(
        response.sample(),
        response.model(),
        text.substring(0, splits ? maxChars - 1 : maxChars),
        true,
        response.message());
  }
}
