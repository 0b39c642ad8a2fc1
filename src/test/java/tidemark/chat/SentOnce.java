package tidemark.chat;

import io.gatling.http.client.Request;
import io.gatling.http.client.body.bytearray.ByteArrayRequestBody;
import io.gatling.http.client.body.is.InputStreamRequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests that the engine never sends again. When a connection that was used before breaks, it
 * posts once more whatever has a body but a stream that was read. So it is shown such a stream, and
 * the body takes its place where a request may be signed, right before it is written. A stream that
 * holds the body would do too, but is read byte by byte and written apart from the headers: that
 * takes a quarter of all processor time of a short chat.
 */
final class SentOnce {
  private static final InputStreamRequestBody READ = read();

  private SentOnce() {}

  private static InputStreamRequestBody read() {
    InputStreamRequestBody body = new InputStreamRequestBody(InputStream.nullInputStream());
    try {
      body.getContent().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return body;
  }

  /** The request, which has no body, with this one. */
  static Request of(Request request, byte[] body) {
    ByteArrayRequestBody whole = new ByteArrayRequestBody(body, null, StandardCharsets.UTF_8);
    @Nullable Function<Request, Request> signing = request.getSignatureCalculator();
    return new Request(
        request.getName(),
        request.getMethod(),
        request.getUri(),
        request.getHeaders(),
        request.getCookies(),
        READ,
        request.getRequestTimeout(),
        request.isAutoOrigin(),
        request.getLocalAddresses(),
        request.getRealm(),
        request.getProxyServer(),
        request.getProxyProtocolSourceIpV4Address(),
        request.getProxyProtocolSourceIpV6Address(),
        unsigned -> {
          Request complete = unsigned.copyWithNewBody(whole);
          return signing == null ? complete : signing.apply(complete);
        },
        request.getNameResolver(),
        request.isHttp2Enabled(),
        request.getHttp2PriorKnowledge(),
        request.getWsSubprotocol());
  }
}
