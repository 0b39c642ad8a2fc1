package tidemark.chat;

import io.gatling.core.action.Action;
import io.gatling.core.action.builder.ActionBuilder;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.Session;
import java.util.function.Function;
import java.util.function.Predicate;

/** Builds the action that has one chat. Immutable. */
public final class ChatActionBuilder implements io.gatling.javaapi.core.ActionBuilder {
  private final String requestName;
  private final Function<Session, String> prompt;
  private final Predicate<Session> streamed;

  private ChatActionBuilder(
      String requestName, Function<Session, String> prompt, Predicate<Session> streamed) {
    this.requestName = requestName;
    this.prompt = prompt;
    this.streamed = streamed;
  }

  static ChatActionBuilder of(String requestName) {
    return new ChatActionBuilder(requestName, session -> "Hello", session -> false);
  }

  /** What the user says; asked on the event loop, so it must not block. */
  public ChatActionBuilder prompt(Function<Session, String> value) {
    return new ChatActionBuilder(requestName, value, streamed);
  }

  /** Whether it asks for a stream; asked on the event loop. It does not unless told so. */
  public ChatActionBuilder stream(Predicate<Session> value) {
    return new ChatActionBuilder(requestName, prompt, value);
  }

  String requestName() {
    return requestName;
  }

  String prompt(io.gatling.core.session.Session session) {
    return prompt.apply(new Session(session));
  }

  boolean streamed(io.gatling.core.session.Session session) {
    return streamed.test(new Session(session));
  }

  @Override
  public ActionBuilder asScala() {
    return new ActionBuilder() {
      @Override
      public Action build(ScenarioContext context, Action next) {
        return new ChatAction(context, next, ChatActionBuilder.this);
      }
    };
  }
}
