package tidemark.error;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Classifies what an HTTP client throws instead of an answer. By type: those of the JDK, and by
 * their names those of Netty and Gatling, which this package does not know; a text is looked at
 * only where it alone tells two cases apart. Pure and thread-safe.
 */
public final class ChatErrors {
  private ChatErrors() {}

  /**
   * Classifies a failure.
   *
   * @param connected true if the request was being written: then name look-up, connecting and TLS
   *     had gone well
   */
  public static ChatError of(Throwable failure, boolean connected) {
    Throwable error = withoutWrapper(failure);
    if (isTimeout(error)) {
      return ChatError.TIMEOUT;
    }
    if (error instanceof ConnectException) {
      return isProxys(error) ? ChatError.CONNECTION_FAILED : ChatError.CONNECTION_REFUSED;
    }
    if (!connected || !(error instanceof IOException) || error instanceof SSLException) {
      return ChatError.CONNECTION_FAILED;
    }
    return isClose(error) ? ChatError.CONNECTION_CLOSED : ChatError.CONNECTION_RESET;
  }

  /** Netty's decoders throw what they met as a cause. */
  private static Throwable withoutWrapper(Throwable failure) {
    return failure.getCause() instanceof IOException cause && !(failure instanceof IOException)
        ? cause
        : failure;
  }

  /**
   * Gatling's limit for a request is a TimeoutException; Netty's for connecting and for TLS are
   * only named so, and the operating system's is a ConnectException as its refusal is.
   */
  private static boolean isTimeout(Throwable error) {
    return error instanceof TimeoutException
        || error.getClass().getSimpleName().endsWith("TimeoutException")
        || error instanceof ConnectException && says(error, "timed out");
  }

  /** It is the proxy that was reached, and did not go on. */
  private static boolean isProxys(Throwable error) {
    return error.getClass().getSimpleName().endsWith("ProxyConnectException");
  }

  /** An orderly end, but too early; the last is what Gatling says of a connection of HTTP/2. */
  private static boolean isClose(Throwable error) {
    return error instanceof ClosedChannelException
        || error instanceof EOFException
        || error.getClass().getSimpleName().equals("PrematureCloseException")
        || says(error, "Channel was closed");
  }

  private static boolean says(Throwable error, String words) {
    String message = error.getMessage();
    return message != null && message.contains(words);
  }
}
