package tidemark.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gatling.http.client.HttpListener;
import io.gatling.http.client.Request;
import io.gatling.http.client.impl.PrematureCloseException;
import io.gatling.http.client.impl.RequestTimeout;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The names of what the HTTP client throws. */
class ChatErrorsTest {
  private static final long SECONDS = 10;

  /** What Gatling has for sockets on Linux, and elsewhere. */
  enum Transport {
    EPOLL,
    NIO;

    private IoHandlerFactory handlers() {
      return this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    private Class<? extends SocketChannel> channel() {
      return this == EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
    }
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(new ConnectTimeoutException("connection timed out: /127.0.0.1:1"), "Timeout"),
        arguments(new SslHandshakeTimeoutException("after 10000ms"), "Timeout"),
        arguments(new ConnectException("Connection timed out"), "Timeout"),
        arguments(new ConnectException("Connection refused"), "ConnectionRefused"),
        arguments(new ConnectException(), "ConnectionRefused"),
        arguments(new ProxyConnectException("http, none, timeout"), "ConnectionFailed"),
        arguments(
            new HttpProxyHandler.HttpProxyConnectException("407", EmptyHttpHeaders.INSTANCE),
            "ConnectionFailed"),
        arguments(new UnknownHostException("no.invalid"), "ConnectionFailed"),
        arguments(new UnresolvedAddressException(), "ConnectionFailed"),
        arguments(new NoRouteToHostException("No route to host"), "ConnectionFailed"),
        arguments(new SocketException("Network is unreachable"), "ConnectionFailed"),
        arguments(new SSLHandshakeException("PKIX path building failed"), "ConnectionFailed"),
        arguments(new ClosedChannelException(), "ConnectionFailed"),
        arguments(new IllegalStateException("Unknown protocol: x"), "ConnectionFailed"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void beforeTheRequestIsWritten(Throwable failure, String name) {
    assertThat(ChatErrors.of(failure, false)).isEqualTo(new ChatError(name));
  }

  static Stream<Arguments> losses() {
    return Stream.of(
        arguments(PrematureCloseException.INSTANCE, "ConnectionClosed"),
        arguments(new ClosedChannelException(), "ConnectionClosed"),
        arguments(new EOFException(), "ConnectionClosed"),
        arguments(
            new IOException("Channel was closed before handshake completed"), "ConnectionClosed"),
        arguments(new SocketException("Connection reset"), "ConnectionReset"),
        arguments(new IOException("Broken pipe"), "ConnectionReset"),
        arguments(new IOException(), "ConnectionReset"),
        arguments(new DecoderException(new IOException("Connection reset")), "ConnectionReset"),
        arguments(new DecoderException(new SSLException("bad record")), "ConnectionFailed"),
        arguments(new SSLException("Received fatal alert"), "ConnectionFailed"),
        arguments(new Http2Exception(Http2Error.PROTOCOL_ERROR), "ConnectionFailed"),
        arguments(new IllegalArgumentException("invalid version format: X"), "ConnectionFailed"));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void onceTheRequestIsBeingWritten(Throwable failure, String name) {
    assertThat(ChatErrors.of(failure, true)).isEqualTo(new ChatError(name));
  }

  @ParameterizedTest
  @EnumSource
  void aPortWithoutServerRefuses(Transport transport) throws Exception {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server.close();

    Throwable failure = failureOf(transport, server.getLocalSocketAddress());

    assertThat(ChatErrors.of(failure, false))
        .as("%s", failure)
        .isEqualTo(ChatError.CONNECTION_REFUSED);
  }

  @ParameterizedTest
  @EnumSource
  void aServerMayResetTheConnection(Transport transport) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread accepting =
          new Thread(
              () -> {
                try (Socket accepted = server.accept()) {
                  accepted.getInputStream().read();
                  accepted.setSoLinger(true, 0); // a close is then a reset
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      accepting.start();

      Throwable failure = failureOf(transport, server.getLocalSocketAddress());
      accepting.join();

      assertThat(ChatErrors.of(failure, true))
          .as("%s", failure)
          .isEqualTo(ChatError.CONNECTION_RESET);
    }
  }

  /** Connects, writes a byte and waits for what goes wrong. */
  private static Throwable failureOf(Transport transport, SocketAddress server) throws Exception {
    assumeThat(transport == Transport.NIO || Epoll.isAvailable()).isTrue();
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, transport.handlers());
    try {
      new Bootstrap()
          .group(loops)
          .channel(transport.channel())
          .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5_000)
          .handler(
              new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext context) {
                  context.writeAndFlush(Unpooled.wrappedBuffer(new byte[1]));
                }

                @Override
                public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                  failure.complete(cause);
                }
              })
          .connect(server)
          .addListener(
              connected -> {
                if (!connected.isSuccess()) {
                  failure.complete(connected.cause());
                }
              });
      return failure.get(SECONDS, TimeUnit.SECONDS);
    } finally {
      loops.shutdownGracefully(0, SECONDS, TimeUnit.SECONDS).await();
    }
  }

  @Test
  void gatlingsLimitOfARequestIsATimeout() throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      RequestTimeout.requestTimeout(1, new Failing(failure)).start(loops.next());
      Throwable timeout = failure.get(SECONDS, TimeUnit.SECONDS);

      assertThat(ChatErrors.of(timeout, false)).isEqualTo(ChatError.TIMEOUT);
      assertThat(ChatErrors.of(timeout, true)).isEqualTo(ChatError.TIMEOUT);
    } finally {
      loops.shutdownGracefully(0, SECONDS, TimeUnit.SECONDS).await();
    }
  }

  /** Waits for the failure alone. */
  private record Failing(CompletableFuture<Throwable> failure) implements HttpListener {
    @Override
    public void onFinalClientRequest(Request request) {}

    @Override
    public void onHttpResponse(HttpResponseStatus status, HttpHeaders headers) {}

    @Override
    public void onHttpResponseBodyChunk(ByteBuf chunk, boolean last) {}

    @Override
    public void onThrowable(Throwable error) {
      failure.complete(error);
    }

    @Override
    public void onWrite(Channel channel) {}
  }
}
