package tidemark.chat;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.http.client.Request;
import tidemark.gatling.BaseAction;
import tidemark.gatling.Throttle;
import tidemark.record.Response;

/** Has one chat for a user, without a thread, and sends the user on. */
final class ChatAction extends BaseAction {
  private final ChatActionBuilder asked;
  private final ChatComponents components;
  private final ChatPost post;
  private final Throttle throttle;

  ChatAction(ScenarioContext context, Action next, ChatActionBuilder asked) {
    super(asked.requestName(), context.coreComponents(), next);
    this.asked = asked;
    this.components = context.protocolComponentsRegistry().components(ChatProtocol.KEY);
    this.post = new ChatPost(context, components.protocol().target());
    this.throttle = new Throttle(context);
  }

  @Override
  protected void run(Session session) {
    if (!components.protocol().isOpen()) {
      turnAway(session);
      return;
    }
    Question question;
    byte[] body;
    Request request;
    try {
      question = Question.of(asked, new io.gatling.javaapi.core.Session(session));
      body =
          components
              .protocol()
              .target()
              .body()
              .of(question.said().json(), question.prompt(), question.streamed());
      request = post.request(session, body);
    } catch (RuntimeException e) {
      // It takes the place of one: else users of a run with so many chats would try for ever.
      if (asked.admits(System.nanoTime())) {
        throw e;
      }
      turnAway(session);
      return;
    }
    throttle.pass(
        session.scenario(),
        () -> onEventLoop(session, () -> start(session, request, body, question)));
  }

  /** The throttler lets work go on a thread of its own. */
  private static void onEventLoop(Session session, Runnable work) {
    if (session.eventLoop().inEventLoop()) {
      work.run();
    } else {
      session.eventLoop().execute(work);
    }
  }

  /** Asks again whether it may, for the throttler may have held the user back for long. */
  private void start(Session session, Request request, byte[] body, Question question) {
    ChatProtocol protocol = components.protocol();
    ChatTimings timings = new ChatTimings(protocol.recorder(), question.plannedNanos());
    if (!protocol.isOpen() || !asked.admits(timings.fromNanos())) {
      turnAway(session);
      return;
    }
    ChatAccount account = protocol.accounts().open(body);
    ChatPost.number(request, account.requestId());
    protocol.recorder().sent(timings.startNanos());
    new ChatExchange(
            protocol.target(),
            timings,
            session.eventLoop(),
            asked.requestName(),
            question.streamed(),
            Math.max(question.answerChars(), account.answerChars()),
            (response, answer) -> {
              account.ended(response.sample(), answer::toString);
              tell(session, question, response, answer);
            })
        .start(listener -> post.send(request, session, listener));
  }

  private void turnAway(Session session) {
    proceed(ChatDsl.turnAway(new io.gatling.javaapi.core.Session(session)).asScala());
  }

  private void tell(Session session, Question question, Response response, TextSoFar answer) {
    if (!components
        .protocol()
        .recorder()
        .tell(() -> tellAll(session, question, response, answer))) {
      proceed(session);
    }
  }

  /** Called within the engine, which would take note of what is thrown and leave the user there. */
  private void tellAll(Session session, Question question, Response response, TextSoFar answer) {
    Session told;
    try {
      told = question.after(components.report(session, response), response.sample(), answer);
    } catch (RuntimeException e) {
      crashed(session, e);
      return;
    }
    components.protocol().responses().append(response, () -> proceed(told));
  }
}
