package tidemark.run;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static tidemark.chat.ChatDsl.chat;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tidemark.chat.ChatAccounts;
import tidemark.chat.ChatLimits;
import tidemark.chat.ChatTarget;
import tidemark.chat.Prompts;
import tidemark.chat.StreamChoice;
import tidemark.gatling.StopReason;
import tidemark.gatling.Stopper;
import tidemark.record.ChatFigures;
import tidemark.record.RunChatRecorder;
import tidemark.report.ChatGate;
import tidemark.report.ChatGateSettings;
import tidemark.report.ChatReport;
import tidemark.report.Judgement;
import tidemark.settings.Settings;

/** Users who chat, one request after the other. */
final class ChatPart implements RunPart {
  private static final String CHAT = "chat";
  private static final Duration FOR_EVER = Duration.ofDays(36_500);
  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

  private final ChatSettings chat;
  private final ChatGateSettings gate;
  private final ChatEndpoint endpoint;
  private final Prompts prompts;
  private final String embeddingModel;
  private final Optional<ChatKeeping> keeping;

  /** There, unless the run itself warms up. */
  private final Optional<Rehearsal> rehearsal;

  private final RunChatRecorder recorder;
  private final ChatFiles files;
  private final AnsweringModel answering;

  /** What the files say; null while chats may still come to it. */
  private volatile @Nullable ChatFigures last;

  /** Reasons to fail that only the end of the run knows. */
  private final List<String> reasons = new CopyOnWriteArrayList<>();

  private ChatPart(Preparation run, Optional<ChatKeeping> keeping) {
    this.keeping = keeping;
    Settings settings = run.settings();
    chat = ChatSettings.from(settings);
    OpenFiles.now().check(settings, chat);
    gate = ChatGateSettings.from(settings, chat.slo());
    OutputSettings output = OutputSettings.from(settings);
    Embeddings embeddings = Embeddings.from(settings, chat.endpoint());
    prompts = Prompts.from(settings);
    endpoint = ReachedChat.open(chat, settings, keeping, run.opened());
    embeddingModel = output.csv().isPresent() ? embeddings.model() : "";
    rehearsal =
        chat.warmup().isZero() ? Optional.of(Rehearsal.open(chat, run.opened())) : Optional.empty();
    recorder = new RunChatRecorder(chat.slo());
    files = new ChatFiles(output, run.started(), run.folder(), recorder::measures);
    answering =
        new AnsweringModel(
            keeping.isEmpty()
                ? files.responses()
                : new ShortenedResponses(files.responses(), chat.responseMaxChars()));
  }

  /** Reaches the backend, or starts it. */
  static ChatPart open(Preparation run) {
    return new ChatPart(run, Optional.empty());
  }

  /** The same, and the embedded backend stores each chat in a database that is audited. */
  static ChatPart open(Preparation run, ChatKeeping keeping) {
    return new ChatPart(run, Optional.of(keeping));
  }

  @Override
  public Map<String, String> versions() {
    return Map.of();
  }

  @Override
  public int users() {
    return chat.vus();
  }

  @Override
  public List<PopulationBuilder> populations(Stopper stopper) {
    ChatQuota quota = new ChatQuota(chat.requests());
    StreamChoice streams = new StreamChoice(chat.streamPercent());
    PopulationBuilder users =
        scenario(CHAT)
            .exec(
                asLongAs(session -> stopper.isOpen() && quota.take())
                    .on(
                        exec(
                            chat(CHAT).prompt(session -> prompts.next()).stream(
                                session -> streams.next()))))
            .injectOpen(atOnceUsers(chat.vus()));
    return List.of(
        rehearsal.map(rehearsed -> rehearsed.before(users, stopper::isOpen)).orElse(users));
  }

  @Override
  public List<ProtocolBuilder> protocols(Stopper stopper) {
    return List.of(
        http.userAgentHeader("Tidemark"),
        chat(target())
            .recorder(
                new RefusedToken(
                    recorder,
                    endpoint.token().isPresent(),
                    why -> stopper.stop(StopReason.stopped(why))))
            .responses(answering)
            .accounts(
                keeping
                    .map(ChatKeeping::book)
                    .map(ChatAccounts.class::cast)
                    .orElse(ChatAccounts.NONE))
            .open(stopper::isOpen)
            .users(stopper::userStarted, stopper::userEnded));
  }

  private ChatTarget target() {
    return new ChatTarget(
        endpoint.url(),
        endpoint.token(),
        chat.freshConnections(),
        new ChatLimits(chat.timeout(), chat.firstTokenTimeout(), chat.silenceTimeout()),
        chat.body(),
        // what is held against the stored text must be whole
        keeping.isEmpty() ? chat.responseMaxChars() : Integer.MAX_VALUE);
  }

  @Override
  public List<String> rowNames() {
    return List.of();
  }

  @Override
  public List<String> gateNames() {
    return gate.rowNames();
  }

  @Override
  public Duration begun(long nowNanos) {
    recorder.measureFrom(nowNanos + chat.warmup().toNanos());
    return chat.duration().map(chat.warmup()::plus).orElse(FOR_EVER);
  }

  @Override
  public void close() {
    recorder.measureUntil(System.nanoTime());
  }

  /** A model may well take longer than that: whoever is cut off by the end has not failed. */
  @Override
  public void drain(StopReason reason, Duration grace) {
    long deadline = System.nanoTime() + grace.toNanos();
    while (recorder.underWay() > 0 && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    last = recorder.close();
    keeping.ifPresent(kept -> kept.book().close());
  }

  @Override
  public void finish(CompletableFuture<String> outOfTime) {
    reasons.addAll(files.write(report(figures())));
  }

  private ChatFigures figures() {
    ChatFigures closed = last;
    return closed == null ? recorder.figures() : closed;
  }

  @Override
  public PartReport report() {
    ChatFigures figures = figures();
    List<String> failures = new ArrayList<>(reasons);
    failures.addAll(Judgement.chat(figures));
    return new PartReport(
        failures,
        ChatGate.judge(gate, figures),
        List.of(),
        Optional.empty(),
        Optional.of(report(figures)));
  }

  private ChatReport report(ChatFigures figures) {
    return new ChatReport(
        endpoint.base().orElseThrow().toString(),
        Optional.of(endpoint.assistantId()).filter(id -> !id.isEmpty()),
        chat.vus(),
        chat.requests(),
        chat.duration(),
        chat.timeout(),
        answering.model().or(() -> Optional.of(chat.model()).filter(name -> !name.isEmpty())),
        Optional.of(embeddingModel).filter(name -> !name.isEmpty()),
        figures);
  }

  @Override
  public boolean keepsData() {
    return false;
  }
}
