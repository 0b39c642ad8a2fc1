package tidemark.chat;

import io.gatling.core.action.Action;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.Session;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import tidemark.gatling.NextAction;
import tidemark.record.ChatSample;

/**
 * Builds the action that has one chat. All that is asked of a session is asked on the event loop,
 * so it must not block. Immutable.
 */
public final class ChatActionBuilder implements NextAction {
  private final String requestName;
  private final Function<Session, String> prompt;
  private final Predicate<Session> streamed;
  private final ToLongFunction<Session> planned;
  private final LongPredicate admission;
  private final int turns;

  private ChatActionBuilder(
      String requestName,
      Function<Session, String> prompt,
      Predicate<Session> streamed,
      ToLongFunction<Session> planned,
      LongPredicate admission,
      int turns) {
    this.requestName = requestName;
    this.prompt = prompt;
    this.streamed = streamed;
    this.planned = planned;
    this.admission = admission;
    this.turns = turns;
  }

  static ChatActionBuilder of(String requestName) {
    return new ChatActionBuilder(
        requestName,
        session -> "Hello",
        session -> false,
        session -> ChatSample.NEVER,
        from -> true,
        1);
  }

  /** What the user says. */
  public ChatActionBuilder prompt(Function<Session, String> value) {
    return new ChatActionBuilder(requestName, value, streamed, planned, admission, turns);
  }

  /** Whether it asks for a stream. It does not unless told so. */
  public ChatActionBuilder stream(Predicate<Session> value) {
    return new ChatActionBuilder(requestName, prompt, value, planned, admission, turns);
  }

  /** When it was to start, as {@link System#nanoTime()}: its times count from then. */
  public ChatActionBuilder planned(ToLongFunction<Session> value) {
    return new ChatActionBuilder(requestName, prompt, streamed, value, admission, turns);
  }

  /**
   * Whether it is sent; asked once, right before that, with what its times count from. Users who
   * are not admitted pass by.
   *
   * @see ChatDsl#turnedAway
   */
  public ChatActionBuilder admitted(LongPredicate value) {
    return new ChatActionBuilder(requestName, prompt, streamed, planned, value, turns);
  }

  /**
   * It is one turn of a conversation: what was said before goes along. The conversation is over
   * after the last turn, after one that failed, and where it has become too long for any model.
   *
   * @param most of one conversation, 1 or more; 1 unless told so
   * @see ChatDsl#inConversation
   */
  public ChatActionBuilder turns(int most) {
    return new ChatActionBuilder(requestName, prompt, streamed, planned, admission, most);
  }

  String requestName() {
    return requestName;
  }

  String prompt(Session session) {
    return prompt.apply(session);
  }

  boolean streamed(Session session) {
    return streamed.test(session);
  }

  long planned(Session session) {
    return planned.applyAsLong(session);
  }

  boolean admits(long fromNanos) {
    return admission.test(fromNanos);
  }

  int turns() {
    return turns;
  }

  @Override
  public Action build(ScenarioContext context, Action next) {
    return new ChatAction(context, next, this);
  }
}
