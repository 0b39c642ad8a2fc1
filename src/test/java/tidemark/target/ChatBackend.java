package tidemark.target;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import tidemark.record.ServiceTimes;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;

/**
 * A chat server of our own on loopback, which speaks as OpenAI and LAMB do. What it says, and when,
 * is set; its counts and times are its own, so that a client's can be held against them.
 * Thread-safe.
 */
public final class ChatBackend implements AutoCloseable {
  static final String HOST = "127.0.0.1";
  private static final long START_SECONDS = 30;

  /** Most chats that a backend by itself keeps, and most characters of them. */
  private static final int KEPT = 10_000;

  private static final long KEPT_CHARS = 32L << 20;

  /** Vert.x gives a free port to those that ask for the same number below 0. */
  private static final int FREE_PORT = -1;

  private final Vertx vertx;
  private final int port;
  private final ChatBackendTally tally;

  private ChatBackend(Vertx vertx, int port, ChatBackendTally tally) {
    this.vertx = vertx;
    this.port = port;
    this.tally = tally;
  }

  /**
   * A backend by itself, which keeps the newest chats in memory and runs until it is killed. It
   * takes {@code -Dtarget.chat.*} and {@code -Drun.seed}.
   */
  public static void main(String[] none) throws InterruptedException {
    try {
      Settings settings = Settings.load("ChatBackend");
      ChatBackend backend =
          start(
              ChatBackendSettings.from(settings),
              new MemoryChatStore(KEPT, KEPT_CHARS),
              (service, store) -> {});
      Runtime.getRuntime().addShutdownHook(new Thread(backend::closeAtExit, "close"));
      System.out.printf(
          "chat backend  %1$s%2$s  %1$s/creator/assistant/1/chat/completions%n"
              + "its truth     %1$s%3$s%n",
          backend.url(), Endpoint.OPENAI_PATH, Endpoint.TRUTH_PATH);
      new CountDownLatch(1).await();
    } catch (SettingsException | IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private void closeAtExit() {
    try {
      close();
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
  }

  /**
   * Starts a backend that stores nothing.
   *
   * @throws IOException if its port is taken
   */
  public static ChatBackend start(ChatBackendSettings settings) throws IOException {
    return start(BackendCore.of(settings, Optional.empty(), (service, store) -> {}));
  }

  /**
   * Starts a backend.
   *
   * @param store where each chat is stored before its answer is whole
   * @param times told of each chat, whatever became of it
   * @throws IOException if its port is taken
   */
  public static ChatBackend start(ChatBackendSettings settings, ChatStore store, ServiceTimes times)
      throws IOException {
    return start(BackendCore.of(settings, Optional.of(store), times));
  }

  private static ChatBackend start(BackendCore core) throws IOException {
    int port = core.settings().port() == 0 ? FREE_PORT : core.settings().port();
    AtomicInteger bound = new AtomicInteger();
    int loops = eventLoops();
    Vertx vertx = OwnVertx.start(loops);
    try {
      OwnVertx.await(
          vertx.deployVerticle(
              () -> new ChatListener(port, core, bound),
              new DeploymentOptions().setInstances(loops)),
          START_SECONDS);
    } catch (IOException e) {
      OwnVertx.close(vertx);
      throw e;
    }
    return new ChatBackend(vertx, bound.get(), core.tally());
  }

  /** One holds thousands of streams; most processors are for those who ask. */
  private static int eventLoops() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 4);
  }

  /** Where it listens: {@code http://127.0.0.1:<port>}. */
  public String url() {
    return "http://" + HOST + ":" + port;
  }

  public int port() {
    return port;
  }

  /**
   * What it has seen so far. A request is counted as it comes, its end and its times once its last
   * byte is written: a client may know of that a moment earlier.
   */
  public ChatBackendFigures figures() {
    return tally.figures();
  }

  /**
   * Closes every connection and ends its threads, within 10 s. May be called again.
   *
   * @throws IOException if they do not end in that time
   */
  @Override
  public void close() throws IOException {
    OwnVertx.close(vertx);
  }
}
