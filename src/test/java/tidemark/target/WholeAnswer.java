package tidemark.target;

import io.netty.channel.EventLoop;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/** An answer in JSON, all at once: the model's, or that it failed. */
final class WholeAnswer extends ChatAnswer {
  private final ChatText text;
  private final Fate fate;

  WholeAnswer(Chat chat, Fate fate, ChatText text, EventLoop loop, BackendCore core) {
    super(chat, loop, core);
    this.fate = fate;
    this.text = text;
  }

  @Override
  public void run() {
    switch (fate) {
      case ANSWERED -> store(text);
      case FAILED ->
          endAfter(
              JsonReply.error(
                  response, 500, "the model failed, as it was asked to", "server_error"),
              AnswerEnd.FAILED);
      case CUT -> {
        Buffer whole = answer();
        JsonReply.headers(response)
            .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(whole.length()));
        response.write(whole.slice(0, whole.length() / 2));
        close(AnswerEnd.CUT);
      }
      case LIMITED -> throw new IllegalStateException("it was refused");
    }
  }

  @Override
  void finish() {
    JsonReply.headers(response);
    endAfter(response.end(answer()), AnswerEnd.ANSWERED);
  }

  @Override
  void refuse() {
    endAfter(JsonReply.error(response, 503, UNSTORED, "server_error"), AnswerEnd.UNSTORED);
  }

  private Buffer answer() {
    return text.answer(chat.request(), chat.tokens(), chat.id());
  }
}
