package tidemark.run;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static tidemark.chat.ChatDsl.inConversation;
import static tidemark.chat.ChatDsl.turnedAway;
import static tidemark.load.LoadDsl.waitUntil;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.Function;
import java.util.stream.LongStream;
import tidemark.chat.ChatActionBuilder;
import tidemark.gatling.Stopper;
import tidemark.load.ArrivalPlan;
import tidemark.load.Arrivals;
import tidemark.load.Crowd;
import tidemark.load.ThinkTime;
import tidemark.record.ActiveUsers;
import tidemark.record.ChatLoad;
import tidemark.settings.Settings;

/** Users who chat as long as the run goes on, or who arrive for one conversation each. */
final class ChatUsers implements Chatters {
  private static final String PLAN = "tidemark.plan";

  private final ChatLoad load;
  private final ChatQuota quota;
  private final ThinkTime thinkTime;
  private final Optional<ArrivalPlan> plan;
  private final Crowd crowd;
  private final ActiveUsers active = new ActiveUsers();
  private final Duration warmup;

  /** The end of the warm-up, as {@link System#nanoTime()}; there before any chat is. */
  private volatile long countedNanos;

  /**
   * The users that the settings ask for.
   *
   * @param time in which they may come, from the begin of the load on
   * @throws tidemark.settings.SettingsException if nobody would come
   */
  ChatUsers(Settings settings, ChatSettings chat, Duration time) {
    load = chat.load();
    warmup = chat.warmup();
    long seed = settings.number("run.seed");
    quota = new ChatQuota(chat.requests());
    thinkTime = new ThinkTime(load.thinkTime(), seed);
    if (load.open() && arrivals(load, seed).next() >= time.toNanos()) {
      throw settings.refuse("chat.rate", "a rate at which users come while the run goes on");
    }
    plan =
        load.rate()
            .map(
                rate ->
                    new ArrivalPlan(
                        arrivals(load, seed),
                        chat.requests().orElse(Long.MAX_VALUE),
                        warmup,
                        time,
                        () -> !quota.isEmpty()));
    crowd = new Crowd(plan.map(ArrivalPlan::injections).orElseGet(this::ramp));
  }

  private static Arrivals arrivals(ChatLoad load, long seed) {
    double rate = load.rate().orElseThrow();
    return load.poisson()
        ? Arrivals.poisson(rate, load.ramp(), seed)
        : Arrivals.constant(rate, load.ramp());
  }

  /** One by one, at even gaps; whoever would find no request left need not come. */
  private PrimitiveIterator.OfLong ramp() {
    int vus = load.vus().orElseThrow();
    double gap = (double) load.ramp().toNanos() / vus;
    return LongStream.range(0, vus)
        .map(user -> Math.round(user * gap))
        .takeWhile(moment -> !quota.isEmpty())
        .iterator();
  }

  @Override
  public int ends() {
    return 1; // all of them together
  }

  /**
   * {@inheritDoc}
   *
   * @param stopper told once when none is left and none will come; of users who arrive only if that
   *     is so for want of requests, for else the run has its time
   */
  @Override
  public PopulationBuilder population(
      String name, Function<String, ChatActionBuilder> named, Stopper stopper) {
    crowd.gone().thenRun(() -> gone(stopper));
    ChatActionBuilder chat = named.apply(name);
    ScenarioBuilder users = scenario(name);
    return crowd.inject(
        plan.map(arriving -> users.exec(arrive(arriving)).exec(chats(planned(chat), chat, stopper)))
            .orElseGet(() -> users.exec(chats(chat, chat, stopper))));
  }

  private void gone(Stopper stopper) {
    if (!load.open() || quota.isEmpty()) {
      stopper.userEnded();
    }
  }

  private ChainBuilder arrive(ArrivalPlan arriving) {
    return exec(session -> session.set(PLAN, arriving.next()))
        .exec(waitUntil(session -> session.getLong(PLAN), () -> !quota.isEmpty()));
  }

  private static ChatActionBuilder planned(ChatActionBuilder chat) {
    return chat.planned(session -> session.getLong(PLAN));
  }

  /** A user who arrives has one conversation, any other one has them until the run is over. */
  private ChainBuilder chats(ChatActionBuilder first, ChatActionBuilder next, Stopper stopper) {
    ChainBuilder another = exec(next.admitted(this::admits));
    return doIf(session -> goesOn(stopper))
        .then(
            exec(first.admitted(this::arrives))
                .doIf(session -> !turnedAway(session))
                .then(
                    asLongAs(session -> mayStay(session) && goesOn(stopper))
                        .on(load.thinkTime().isZero() ? another : think(stopper).exec(another))
                        .exec(this::left)));
  }

  private boolean goesOn(Stopper stopper) {
    return stopper.isOpen() && !quota.isEmpty();
  }

  /**
   * Takes a request, unless the chat belongs to warm-up, which has as many as there is time for.
   */
  private boolean admits(long fromNanos) {
    return fromNanos - countedNanos < 0 || quota.take();
  }

  /** Whoever finds no request left was not at work. */
  private boolean arrives(long fromNanos) {
    boolean admitted = admits(fromNanos);
    if (admitted) {
      active.arrived();
    }
    return admitted;
  }

  private Session left(Session session) {
    active.left();
    return session;
  }

  private boolean mayStay(Session session) {
    return !load.open() || inConversation(session);
  }

  private ChainBuilder think(Stopper stopper) {
    return exec(waitUntil(session -> System.nanoTime() + thinkTime.next(), () -> goesOn(stopper)));
  }

  @Override
  public long begin(long nowNanos) {
    long begin = plan.map(arriving -> arriving.begin(nowNanos)).orElse(nowNanos);
    countedNanos = begin + warmup.toNanos();
    return begin;
  }

  @Override
  public void userEnded() {
    crowd.userEnded();
  }

  @Override
  public boolean close() {
    return quota.close();
  }

  @Override
  public int active() {
    return active.now();
  }

  @Override
  public int mostActive() {
    return active.most();
  }
}
