package tidemark.chat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what broke a connection. The first handler that Gatling's engine puts on a connection
 * swallows it, so that a reset looks like a close. On the event loop only.
 */
final class BreakCause extends ChannelInboundHandlerAdapter {
  private static final String NAME = "tidemark-break-cause";

  private @Nullable Throwable cause;

  private BreakCause() {}

  /** From now on it is remembered for this connection, also if it is used again. */
  static void rememberFor(Channel channel) {
    if (channel.pipeline().get(NAME) == null) {
      channel.pipeline().addFirst(NAME, new BreakCause());
    }
  }

  /** What broke the connection; null if nothing did, or it was not watched. */
  static @Nullable Throwable of(Channel channel) {
    return channel.pipeline().get(NAME) instanceof BreakCause found ? found.cause : null;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
    cause = thrown;
    context.fireExceptionCaught(thrown);
  }
}
