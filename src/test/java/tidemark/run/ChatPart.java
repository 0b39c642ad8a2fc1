package tidemark.run;

import static io.gatling.javaapi.http.HttpDsl.http;
import static tidemark.chat.ChatDsl.chat;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ProtocolBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.chat.ChatAccounts;
import tidemark.chat.ChatLimits;
import tidemark.chat.ChatTarget;
import tidemark.chat.Prompts;
import tidemark.chat.StreamChoice;
import tidemark.gatling.StopReason;
import tidemark.gatling.Stopper;
import tidemark.record.ChatFigures;
import tidemark.record.ChatHeader;
import tidemark.record.Gauges;
import tidemark.record.MeasuredChats;
import tidemark.record.RunChatRecorder;
import tidemark.record.StepFigures;
import tidemark.report.ChatGate;
import tidemark.report.ChatGateSettings;
import tidemark.report.ChatReport;
import tidemark.report.Judgement;
import tidemark.report.StepRules;
import tidemark.settings.Redacted;
import tidemark.settings.Settings;

/** Users who chat, one request after the other. */
final class ChatPart implements RunPart {
  private static final Logger LOG = LoggerFactory.getLogger(ChatPart.class);
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

  /** There if the number of users grows in steps. */
  private final Optional<ChatSteps> steps;

  private final Chatters users;
  private final MeasuredChats recorder;
  private final ChatFiles files;
  private final AnsweringModel answering;
  private final FailFast failFast;

  /** What the files say; null while chats may still come to it. */
  private volatile @Nullable ChatReport last;

  /** Since the newest chat was sent, until the figures were closed. */
  private volatile Duration waited = Duration.ZERO;

  /** Reasons to fail that only the end of the run knows. */
  private final List<String> reasons = new CopyOnWriteArrayList<>();

  private ChatPart(Preparation run, boolean alone, Optional<ChatKeeping> keeping) {
    this.keeping = keeping;
    failFast = run.failFast();
    Settings settings = run.settings();
    chat = ChatSettings.from(settings);
    OpenFiles available = OpenFiles.now();
    available.check(settings, chat);
    available.warning(chat).ifPresent(LOG::warn);
    gate = ChatGateSettings.from(settings, chat.slo());
    OutputSettings output = OutputSettings.from(settings);
    Embeddings embeddings = Embeddings.from(settings, chat.endpoint());
    prompts = Prompts.from(settings);
    steps =
        chat.steps().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ChatSteps(
                    chat, StepRules.from(settings), settings.number("run.seed"), run.marks()));
    users = steps.map(Chatters.class::cast).orElseGet(() -> new ChatUsers(settings, chat, time()));
    endpoint = ReachedChat.open(chat, settings, keeping, run.opened());
    embeddingModel = output.csv().isPresent() ? embeddings.model() : "";
    rehearsal =
        chat.warmup().isZero() && alone // the roles beside would not wait for it
            ? Optional.of(Rehearsal.open(chat, run.opened()))
            : Optional.empty();
    recorder =
        steps
            .map(ChatSteps::recorder)
            .orElseGet(() -> new RunChatRecorder(chat.slo(), chat.duration()));
    files = new ChatFiles(output, run.started(), run.folder(), recorder::measures);
    answering = new AnsweringModel(files.responses());
  }

  /** Reaches the backend, or starts it. */
  static ChatPart open(Preparation run) {
    return new ChatPart(run, true, Optional.empty());
  }

  /**
   * The same beside roles.
   *
   * @param keeping there if the embedded backend stores each chat in their database
   */
  static ChatPart beside(Preparation run, Optional<ChatKeeping> keeping) {
    return new ChatPart(run, false, keeping);
  }

  @Override
  public Map<String, String> versions() {
    return Map.of();
  }

  @Override
  public int users() {
    return users.ends();
  }

  @Override
  public List<PopulationBuilder> populations(Stopper stopper) {
    StreamChoice streams = new StreamChoice(chat.streamPercent());
    PopulationBuilder all =
        users.population(
            CHAT,
            name ->
                chat(name).prompt(session -> prompts.next()).stream(session -> streams.next())
                    .turns(chat.load().turns()),
            stopper);
    return List.of(rehearsal.map(rehearsed -> rehearsed.before(all, stopper::isOpen)).orElse(all));
  }

  @Override
  public List<ProtocolBuilder> protocols(Stopper stopper) {
    HttpProtocolBuilder engine = http.userAgentHeader("Tidemark");
    return List.of(
        chat.load().open() ? engine.shareConnections() : engine,
        chat(target())
            .recorder(
                new RefusedToken(
                    recorder,
                    endpoint.token().isPresent(),
                    why -> stopper.stop(StopReason.stopped(why))))
            .responses(failFast.watch(answering))
            .accounts(
                keeping
                    .map(ChatKeeping::book)
                    .map(ChatAccounts.class::cast)
                    .orElse(ChatAccounts.NONE))
            .open(stopper::isOpen)
            .users(stopper::userStarted, users::userEnded));
  }

  private ChatTarget target() {
    return new ChatTarget(
        endpoint.url(),
        endpoint.token(),
        chat.freshConnections(),
        new ChatLimits(chat.timeout(), chat.firstTokenTimeout(), chat.silenceTimeout()),
        chat.body(),
        chat.responseMaxChars());
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
  public Gauges gauges() {
    ChatHeader header =
        new ChatHeader(
            Redacted.url(endpoint.base().orElseThrow().toString()),
            Optional.of(chat.model()).filter(name -> !name.isEmpty()),
            chat.load(),
            chat.requests(),
            chat.steps().size());
    return Gauges.of(
        new Gauges.OfChat(
            header, recorder, users::active, () -> steps.flatMap(ChatSteps::newestName)));
  }

  @Override
  public Duration warmup() {
    return chat.warmup();
  }

  @Override
  public Duration begun(long nowNanos) {
    long fromNanos = users.begin(nowNanos);
    if (steps.isEmpty()) { // each of them begins at a time of its own
      recorder.measureFrom(fromNanos + chat.warmup().toNanos());
    }
    return time().plusNanos(fromNanos - nowNanos);
  }

  /** From the begin of the load to the end of the run. */
  private Duration time() {
    if (steps.isPresent()) {
      return FOR_EVER;
    }
    return chat.duration().map(chat.warmup()::plus).orElse(FOR_EVER);
  }

  @Override
  public void close(StopReason reason) {
    long nowNanos = System.nanoTime();
    boolean wouldGoOn = users.close();
    if (wouldGoOn || recorder.underWay() > 0) {
      recorder.measureUntil(nowNanos);
    }
  }

  /** A model may well take longer than that: whoever is cut off by the end has not failed. */
  @Override
  public void drain(Grace grace) {
    while (recorder.underWay() > 0 && !grace.isOver()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    recorder.close();
    waited = Duration.ofNanos(recorder.sinceLastSentNanos(System.nanoTime()));
    last = chats();
    keeping.ifPresent(kept -> kept.book().close());
  }

  @Override
  public void finish(boolean stopped, CompletableFuture<String> outOfTime) {
    ChatReport report = known();
    boolean whole = !stopped && failures(judged(report)).isEmpty();
    reasons.addAll(files.write(report, whole ? 0 : report.figures().unfinished()));
  }

  private ChatReport known() {
    ChatReport closed = last;
    return closed == null ? chats() : closed;
  }

  /** The thresholds are those of the steps that held, unless none did. */
  @Override
  public PartReport report() {
    ChatReport report = known();
    ChatFigures judged = judged(report);
    List<String> failures = new ArrayList<>(reasons);
    failures.addAll(Judgement.steps(report.steps()));
    failures.addAll(failures(judged));
    return new PartReport(
        failures,
        ChatGate.judge(gate, judged),
        List.of(),
        Optional.empty(),
        Optional.of(report),
        Optional.empty());
  }

  private static ChatFigures judged(ChatReport report) {
    return StepFigures.ofGood(report.steps()).orElse(report.figures());
  }

  private List<String> failures(ChatFigures judged) {
    return Judgement.chat(judged, waited, gate.errorRatePercent());
  }

  private ChatReport chats() {
    List<StepFigures> known = steps.map(ChatSteps::figures).orElse(List.of());
    return new ChatReport(
        endpoint.base().orElseThrow().toString(),
        Optional.of(endpoint.assistantId()).filter(id -> !id.isEmpty()),
        chat.load(),
        users.mostActive(),
        chat.requests(),
        chat.duration(),
        chat.timeout(),
        answering.model().or(() -> Optional.of(chat.model()).filter(name -> !name.isEmpty())),
        Optional.of(embeddingModel).filter(name -> !name.isEmpty()),
        chat.warmup(),
        StepFigures.ofAll(known).orElseGet(recorder::figures),
        known);
  }

  @Override
  public boolean keepsData() {
    return false;
  }
}
