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
      proceed(session);
      return;
    }
    boolean streamed = asked.streamed(session);
    byte[] body = components.protocol().target().body().of(asked.prompt(session), streamed);
    Request request = post.request(session, body);
    throttle.pass(
        session.scenario(),
        () -> onEventLoop(session, () -> start(session, request, body, streamed)));
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
  private void start(Session session, Request request, byte[] body, boolean streamed) {
    ChatProtocol protocol = components.protocol();
    if (!protocol.isOpen()) {
      proceed(session);
      return;
    }
    ChatAccount account = protocol.accounts().open(body);
    ChatPost.number(request, account.requestId());
    protocol.recorder().sent();
    new ChatExchange(
            protocol.target(),
            protocol.recorder(),
            session.eventLoop(),
            asked.requestName(),
            streamed,
            response -> {
              account.ended(response);
              tell(session, response);
            })
        .start(listener -> post.send(request, session, listener));
  }

  private void tell(Session session, Response response) {
    if (!components.protocol().recorder().tell(() -> tellAll(session, response))) {
      proceed(session);
    }
  }

  /** Called within the engine, which would take note of what is thrown and leave the user there. */
  private void tellAll(Session session, Response response) {
    Session told;
    try {
      told = components.report(session, response);
    } catch (RuntimeException e) {
      crashed(session, e);
      return;
    }
    components.protocol().responses().append(response, () -> proceed(told));
  }
}
