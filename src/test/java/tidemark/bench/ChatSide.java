package tidemark.bench;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static tidemark.chat.ChatDsl.chat;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ProtocolBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import tidemark.chat.ChatActionBuilder;
import tidemark.chat.ChatProtocol;
import tidemark.chat.ChatTarget;
import tidemark.chat.Prompts;
import tidemark.record.ChatHeader;
import tidemark.record.ChatLoad;
import tidemark.record.ChatSlo;
import tidemark.record.Gauges;
import tidemark.record.ResponseLog;
import tidemark.record.RunChatRecorder;
import tidemark.settings.Settings;

/** Users of Gatling who chat without a pause, by one means or another. */
public final class ChatSide extends Simulation {
  private static final String CHAT = "chat";

  private final ChatTask task = ChatTask.ofThisJvm();
  private final ChatTarget target = task.target();
  private final Course course = new Course(task.warmup(), task.time(), Map.of());
  private final LongAdder turns = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final RunChatRecorder recorder = new RunChatRecorder(ChatSlo.NONE);
  private final Prompts prompts = Prompts.from(Settings.load("ChatSide"));
  private final ResponseLog responses;
  private Optional<ViewWindows> windows = Optional.empty();

  public ChatSide() throws IOException {
    responses =
        new ResponseLog(
            task.result().resolveSibling(ResponseLog.FILE), Optional.empty(), recorder::measures);
    setUp(
            scenario(CHAT)
                .exec(this::begin)
                .exec(asLongAs(this::goesOn).on(oneChat()))
                .injectOpen(atOnceUsers(task.users())))
        .protocols(protocols());
  }

  private Session begin(Session session) {
    course.begin();
    recorder.measureFrom(course.measuredFrom());
    beginWindows();
    return session;
  }

  private synchronized void beginWindows() {
    if (windows.isPresent()) {
      return;
    }
    ChatHeader header =
        new ChatHeader(
            target.url().toString(),
            Optional.empty(),
            ChatLoad.of(task.users()),
            Optional.empty(),
            0);
    windows =
        ViewWindows.begin(
            course,
            Gauges.of(new Gauges.OfChat(header, recorder, task::users, Optional::empty)),
            turns::sum);
  }

  /** Asked when a user has had a chat, so what is counted is those that have ended. */
  private boolean goesOn(Session session) {
    if (session.isFailed()) {
      failures.increment();
    }
    boolean goesOn = course.goesOn();
    if (goesOn && course.isWarm()) {
      turns.increment();
    }
    return goesOn;
  }

  private ChainBuilder oneChat() {
    return switch (task.means()) {
      case TIDEMARK, TIDEMARK_ALONE -> exec(chatAction());
      case HTTP -> exec(post().check(status().is(200)));
      case HTTP_WITH_BODY -> exec(post().check(status().is(200), bodyString().exists()));
    };
  }

  private ChatActionBuilder chatAction() {
    return chat(CHAT).prompt(session -> prompts.next()).stream(session -> task.stream());
  }

  private HttpRequestActionBuilder post() {
    byte[] body = target.body().of(prompts.next(), task.stream());
    return http(CHAT)
        .post(target.url().toString())
        .header("Content-Type", "application/json")
        .body(StringBody(new String(body, StandardCharsets.UTF_8)));
  }

  private List<ProtocolBuilder> protocols() {
    ChatProtocol alone = chat(target);
    return List.of(
        http.userAgentHeader("Tidemark"),
        task.means() == ChatMeans.TIDEMARK ? alone.recorder(recorder).responses(responses) : alone);
  }

  @Override
  public void after() {
    long cpuNanos = course.cpuNanos();
    responses.close();
    ViewWindows.close(windows);
    try {
      new Measured(
              Map.of(CHAT, turns.sum()),
              turns.sum(),
              failures.sum(),
              task.time().toNanos() / 1e9,
              Double.NaN,
              Double.NaN,
              cpuNanos / 1e3 / turns.sum())
          .write(task.result());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
