package tidemark.chat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * A server on loopback whose every byte, pause and ending a test chooses, and that counts what
 * reached it.
 */
public final class ScriptedServer implements AutoCloseable {
  private static final int BACKLOG = 200;
  private static final long TIME_TO_END_SECONDS = 10;

  private final ServerSocket door;
  private final String scheme;
  private final Function<ScriptedRequest, Script> scripts;
  private final Runnable onAccept;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final Collection<ScriptedRequest> requests = new ConcurrentLinkedQueue<>();

  private ScriptedServer(
      ServerSocket door,
      String scheme,
      Function<ScriptedRequest, Script> scripts,
      Runnable onAccept) {
    this.door = door;
    this.scheme = scheme;
    this.scripts = scripts;
    this.onAccept = onAccept;
    threads.execute(this::accept);
  }

  /** A server that does with a request what the function says; called by many threads. */
  public static ScriptedServer start(Function<ScriptedRequest, Script> scripts) throws IOException {
    ServerSocket door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    return new ScriptedServer(door, "http", scripts, () -> {});
  }

  /**
   * The same with TLS.
   *
   * @param onAccept what is done, by the connection's own thread, before the handshake
   */
  static ScriptedServer startTls(
      SSLContext context, Runnable onAccept, Function<ScriptedRequest, Script> scripts)
      throws IOException {
    ServerSocket door =
        context
            .getServerSocketFactory()
            .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    return new ScriptedServer(door, "https", scripts, onAccept);
  }

  /** A URL where nobody listens. */
  public static URI nobody() throws IOException {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + door.getLocalPort() + "/");
    }
  }

  public URI url(String path) {
    return URI.create(scheme + "://127.0.0.1:" + door.getLocalPort() + path);
  }

  /** Connections so far. */
  int connections() {
    return connections.get();
  }

  /** Connections that are open now. */
  int open() {
    return sockets.size();
  }

  /** The requests so far, whole, in the order in which they came. */
  public List<ScriptedRequest> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = door.accept();
        sockets.add(socket);
        int number = connections.incrementAndGet();
        threads.execute(() -> converse(number, socket));
      }
    } catch (IOException | RejectedExecutionException e) {
      // closed: the test is over
    }
  }

  private void converse(int number, Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      onAccept.run();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Optional<ScriptedRequest> request = ScriptedRequest.read(number, in);
      while (request.isPresent()) {
        requests.add(request.get());
        scripts.apply(request.get()).play(socket);
        request = socket.isClosed() ? Optional.empty() : ScriptedRequest.read(number, in);
      }
    } catch (IOException | InterruptedException e) {
      // the other side has gone, or the test is over
    } finally {
      sockets.remove(socket);
    }
  }

  /** Ends every connection and every thread. */
  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
    for (Socket socket : sockets) {
      socket.close();
    }
    try {
      if (!threads.awaitTermination(TIME_TO_END_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("threads that do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
