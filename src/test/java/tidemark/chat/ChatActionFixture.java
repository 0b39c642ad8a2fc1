package tidemark.chat;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.holdFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.reachRps;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.Proxy;
import static io.gatling.javaapi.http.HttpDsl.http;
import static tidemark.chat.ChatDsl.chat;
import static tidemark.chat.ChatDsl.turnedAway;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tidemark.record.ChatRecorder;
import tidemark.record.ChatSample;
import tidemark.record.ChatSlo;
import tidemark.record.Response;
import tidemark.record.RunChatRecorder;
import tidemark.target.Certificate;

/**
 * What {@link ChatActionIT} looks at: one scenario for each thing that a chat action must do. Its
 * prompts tell the server what to do. Chats and notes go to the standard output.
 */
public final class ChatActionFixture extends Simulation {
  static final Duration PAUSE = Duration.ofMillis(400);
  static final Duration SHORT = Duration.ofMillis(100);
  static final int TIMES = 10;
  static final int THROTTLED_USERS = 40;
  static final int REQUESTS_PER_SECOND = 20;
  static final List<String> BREAKS = List.of("cut", "vanish", "reset", "stall");

  /** More than the engine sends at once. */
  static final String LARGE = "grüße ".repeat(5000);

  /** Would be another one if Gatling's expression language had a look at it. */
  static final String TOKEN = "tk-##{user}-0815";

  private static final Duration ENOUGH = Duration.ofSeconds(10);
  private static final String ANSWER =
      "{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}";
  private static final String EVENT = "{\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}";

  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final CountDownLatch handshake = new CountDownLatch(1);
  private final ScriptedServer server;
  private final ScriptedServer proxy;
  private final ScriptedServer secure;
  private final ScriptedServer late;

  public ChatActionFixture() throws IOException, InterruptedException, GeneralSecurityException {
    server = ScriptedServer.start(ChatActionFixture::script);
    proxy = ScriptedServer.start(ChatActionFixture::script);
    var context = Certificate.make("localhost", Path.of("")).context();
    secure = ScriptedServer.startTls(context, () -> {}, ChatActionFixture::script);
    late = ScriptedServer.startTls(context, this::awaitHandshake, ChatActionFixture::script);
    System.out.println(target(server.url("/")));
    List<PopulationBuilder> populations = new ArrayList<>();
    populations.addAll(paths());
    populations.addAll(connections());
    populations.addAll(breaks());
    setUp(populations).protocols(protocol(target(server.url("/"))), http.header("X-Team", "tide"));
  }

  private static final class BrokenRecorder implements ChatRecorder {
    @Override
    public void sent(long nowNanos) {}

    @Override
    public void chat(ChatSample sample, @Nullable String message) {
      throw new IllegalStateException("no room for it");
    }

    @Override
    public void gap(long startNanos, long gapNanos) {}

    @Override
    public boolean tell(Runnable telling) {
      telling.run();
      return true;
    }
  }

  private static ChatRecorder closedRecorder() {
    RunChatRecorder closed = new RunChatRecorder(ChatSlo.NONE);
    closed.close();
    return closed;
  }

  private static Script script(ScriptedRequest request) {
    return switch (request.body().split(" ")[0]) {
      case "stream" ->
          Script.stream().event(EVENT).event("[DONE]").pause(SHORT.dividedBy(4)).lastChunk();
      case "fail" -> Script.whole("500 No", "{\"error\":\"no model\"}");
      case "refuse" -> Script.whole("401 No", "{\"error\":\"what is " + TOKEN + "?\"}");
      case "cut" -> Script.stream().event(EVENT).close();
      case "vanish" -> Script.SILENCE.close();
      case "reset" -> Script.stream().event(EVENT).reset();
      case "stall" -> Script.stream().event(EVENT);
      default -> Script.whole("200 OK", ANSWER);
    };
  }

  private void awaitHandshake() {
    try {
      handshake.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where users go on. */
  private List<PopulationBuilder> paths() {
    AtomicInteger asked = new AtomicInteger();
    return List.of(
        one(
            "grouped",
            exec(ask("count")).exec(pause(PAUSE)).exec(group("teller").on(exec(ask("count"))))),
        one("streaming", exec(stream("stream")).exec(note("streaming"))),
        one(
            "failing",
            exec(ask("fail")).exec(note("failing")).exec(exitHereIfFailed()).exec(ask("never"))),
        one(
            "crashing",
            exec(chat("crash")
                    .prompt(ChatActionFixture::crash)
                    .admitted(from -> noted("admitted|crash")))
                .exec(note("crashing"))
                .exec(ask("after crash"))),
        one(
            "crashing in vain",
            exec(chat("never").prompt(ChatActionFixture::crash).admitted(from -> false))
                .exec(note("crashing in vain"))),
        one("unrecorded", exec(ask("unrecorded")).exec(note("unrecorded")))
            .protocols(protocol(target(server.url("/"))).recorder(new BrokenRecorder())),
        one("too late", exec(ask("untold")).exec(note("too late")))
            .protocols(protocol(target(server.url("/"))).recorder(closedRecorder())),
        one("stopped", exec(ask("never")).exec(note("stopped")))
            .protocols(protocol(target(server.url("/"))).open(() -> false)),
        one("turned away", exec(ask("never").admitted(from -> false)).exec(note("turned away"))),
        one("stopped in time", exec(ask("never")).exec(note("stopped in time")))
            .protocols(protocol(target(server.url("/"))).open(() -> asked.incrementAndGet() == 1)),
        one("held", exec(ask("held")).exec(ask("let go")))
            .protocols(protocol(target(server.url("/"))).responses(this::takeLater)),
        scenario("throttled")
            .exec(ask("throttled"))
            .injectOpen(atOnceUsers(THROTTLED_USERS))
            .throttle(reachRps(REQUESTS_PER_SECOND).in(1), holdFor(60)));
  }

  /** How servers are reached. */
  private List<PopulationBuilder> connections() {
    return List.of(
        one("reusing", repeat(TIMES).on(exec(ask("reuse")).exec(stream("stream reuse")))),
        one("fresh", repeat(TIMES).on(exec(ask("fresh")).exec(stream("stream fresh"))))
            .protocols(protocol(fresh(target(server.url("/"))))),
        one("large", exec(chat("large").prompt(session -> LARGE))),
        one("refused token", exec(ask("refuse"))),
        one("secure", repeat(2).on(exec(ask("secure"))))
            .protocols(protocol(target(secure.url("/chat")))),
        one(
                "late handshake",
                exec(ask("late"))
                    .exec(note("late handshake"))
                    .exec(
                        session -> {
                          handshake.countDown();
                          return session;
                        })
                    .exec(asLongAs(session -> late.open() > 0).on(pause(Duration.ofMillis(10)))))
            .protocols(protocol(timeout(target(late.url("/")), SHORT))),
        one("proxied", exec(ask("proxied")))
            .protocols(
                http.proxy(Proxy("127.0.0.1", proxy.url("/").getPort())),
                protocol(target(URI.create("http://no-such-host.invalid/chat")))));
  }

  /** Each time a good chat and one that breaks. */
  private List<PopulationBuilder> breaks() {
    List<PopulationBuilder> users = new ArrayList<>();
    for (String how : BREAKS) {
      ChatTarget target = silence(target(server.url("/")), SHORT);
      users.add(one(how + " reused", breaking(how + " reused")).protocols(protocol(target)));
      users.add(one(how + " fresh", breaking(how + " fresh")).protocols(protocol(fresh(target))));
    }
    return users;
  }

  private static ChainBuilder breaking(String prompt) {
    return repeat(TIMES).on(exec(ask("good " + prompt)).exec(stream(prompt)));
  }

  private static PopulationBuilder one(String scenario, ChainBuilder chain) {
    return scenario(scenario).exec(chain).injectOpen(atOnceUsers(1));
  }

  private static ChatActionBuilder ask(String prompt) {
    return chat(prompt).prompt(session -> prompt);
  }

  private static ChatActionBuilder stream(String prompt) {
    return ask(prompt).stream(session -> true);
  }

  private static String crash(Session user) {
    throw new IllegalStateException("no prompt for user " + user.userId());
  }

  private static ChatTarget target(URI url) {
    return new ChatTarget(
        url,
        Optional.of(TOKEN),
        false,
        new ChatLimits(ENOUGH, Optional.empty(), Optional.empty()),
        (history, prompt, stream) -> prompt.getBytes(StandardCharsets.UTF_8),
        1000);
  }

  private static ChatTarget fresh(ChatTarget of) {
    return new ChatTarget(of.url(), of.token(), true, of.limits(), of.body(), of.maxTextChars());
  }

  private static ChatTarget timeout(ChatTarget of, Duration timeout) {
    return limited(of, new ChatLimits(timeout, Optional.empty(), Optional.empty()));
  }

  private static ChatTarget silence(ChatTarget of, Duration limit) {
    return limited(of, new ChatLimits(ENOUGH, Optional.empty(), Optional.of(limit)));
  }

  private static ChatTarget limited(ChatTarget of, ChatLimits limits) {
    return new ChatTarget(
        of.url(), of.token(), of.freshConnections(), limits, of.body(), of.maxTextChars());
  }

  private ChatProtocol protocol(ChatTarget target) {
    return chat(target)
        .recorder(PrintedChat.RECORDER)
        .responses(
            (response, then) -> {
              PrintedChat.print(response);
              then.run();
            })
        .users(started::incrementAndGet, ended::incrementAndGet);
  }

  /** Has room for it only after a while. */
  private void takeLater(Response response, Runnable then) {
    PrintedChat.print(response);
    Executor later = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    later.execute(
        () -> {
          System.out.println("taken|" + response.sample().request() + "|" + System.nanoTime());
          then.run();
        });
  }

  private static boolean noted(String line) {
    System.out.println(line);
    return true;
  }

  private static ChainBuilder note(String scenario) {
    return exec(
        session -> {
          System.out.println("passed|" + scenario + "|" + turnedAway(session));
          System.out.println("failed|" + scenario + "|" + session.isFailed());
          return session;
        });
  }

  @Override
  public void after() {
    System.out.println("users|" + started + "|" + ended);
    try {
      for (ScriptedServer one : List.of(server, proxy, secure, late)) {
        one.requests().forEach(ChatActionFixture::print);
        one.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void print(ScriptedRequest request) {
    boolean authorized = request.header("authorization").equals(Optional.of("Bearer " + TOKEN));
    System.out.println(
        String.join(
            "|",
            "hit",
            request.body().equals(LARGE) ? "large" : request.body(),
            Integer.toString(request.connection()),
            request.method(),
            request.path(),
            Boolean.toString(authorized),
            request.header("x-team").orElse("-"),
            request.header("content-type").orElse("-"),
            request.header("connection").orElse("-")));
  }
}
