package tidemark.run;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tidemark.settings.Redacted;
import tidemark.settings.Settings;

/** Whether the chat backend is up, asked before load. */
final class Readiness {
  private static final int ATTEMPTS = 3;
  private static final List<String> METHODS = List.of("OPTIONS", "HEAD", "GET");

  private final Settings settings;
  private final ChatEndpoint endpoint;
  private final Probe probe;
  private final Runnable pause;
  private String last = "";

  /**
   * Asks about one endpoint.
   *
   * @param pause taken between two attempts
   */
  Readiness(Settings settings, ChatEndpoint endpoint, Probe probe, Runnable pause) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.probe = probe;
    this.pause = pause;
  }

  /**
   * Returns if the backend is up, or is the embedded one, or is not to be asked. Takes at most half
   * a minute.
   *
   * @throws tidemark.settings.SettingsException if it is not up, or refuses the token
   */
  static void check(Settings settings, ChatSettings chat) {
    if (chat.check() && !chat.endpoint().embedded()) {
      new Readiness(settings, chat.endpoint(), new Probe(), Readiness::oneSecond).await();
    }
  }

  private static void oneSecond() {
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
  }

  void await() {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (attempt > 1) {
        pause.run();
      }
      if (isUp()) {
        return;
      }
    }
    throw settings.refuse(
        "chat.baseUrl", "a server that is up, or chat.check = false; not up is " + last);
  }

  /** The endpoint first: it is what the load is for, and a gateway may forbid its root. */
  private boolean isUp() {
    return isUp(endpoint.url()) || isUp(endpoint.base().orElseThrow());
  }

  private boolean isUp(URI url) {
    for (String method : METHODS) {
      try {
        if (answers(method, url)) {
          return true;
        }
      } catch (ConnectException | HttpTimeoutException e) {
        unanswered(method, url, e);
        return false; // nor will the next method find anybody
      } catch (IOException e) {
        unanswered(method, url, e);
      }
    }
    return false;
  }

  private boolean answers(String method, URI url) throws IOException {
    int status = probe.status(method, url, endpoint.token());
    if (endpoint.token().isPresent() && (status == 401 || status == 403)) {
      throw settings.refuse(
          "chat.authToken",
          "a token that the target takes, or chat.check = false; the target refuses the token (%d) at %s %s"
              .formatted(status, method, shown(url)));
    }
    last = "%s %s: status %d".formatted(method, shown(url), status);
    return status < 500;
  }

  private void unanswered(String method, URI url, IOException reason) {
    last = "%s %s: %s".formatted(method, shown(url), words(reason));
  }

  private static String words(IOException reason) {
    String message = reason.getMessage();
    if (message != null) {
      return message;
    }
    // The client wraps the reason up, and gives no words for it.
    return hasUnknownHost(reason) ? "host unknown" : "connection refused";
  }

  private static boolean hasUnknownHost(Throwable reason) {
    for (Throwable one = reason; one != null; one = one.getCause()) {
      if (one instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  private static String shown(URI url) {
    return Redacted.url(url.toString());
  }
}
