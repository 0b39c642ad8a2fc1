package tidemark.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a {@link ScriptedServer} does with one request: exact bytes, pauses, and an ending; without
 * one the connection stays open for the next request. Immutable.
 */
public final class Script {
  /** Nothing at all. */
  public static final Script SILENCE = new Script(List.of());

  private interface Step {
    void play(Socket socket) throws IOException, InterruptedException;
  }

  private final List<Step> steps;

  private Script(List<Step> steps) {
    this.steps = steps;
  }

  private Script then(Step step) {
    return new Script(Stream.concat(steps.stream(), Stream.of(step)).toList());
  }

  /** This one, then the other. */
  public Script then(Script other) {
    return new Script(Stream.concat(steps.stream(), other.steps.stream()).toList());
  }

  /** A status line and these headers, each {@code Name: value}. */
  public static Script head(String status, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return SILENCE.send(head.append("\r\n").toString());
  }

  /** A whole answer. */
  public static Script whole(String status, String body, String... headers) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return head(
            status,
            Stream.concat(Stream.of("Content-Length: " + length), Stream.of(headers))
                .toArray(String[]::new))
        .send(body);
  }

  /** The head of a stream in chunks. */
  public static Script stream() {
    return head("200 OK", "Content-Type: text/event-stream", "Transfer-Encoding: chunked");
  }

  /** One chunk of a stream, in one packet. */
  public Script chunk(String text) {
    return chunk(text.getBytes(StandardCharsets.UTF_8));
  }

  public Script chunk(byte[] bytes) {
    byte[] head = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] chunk = new byte[head.length + bytes.length + 2];
    System.arraycopy(head, 0, chunk, 0, head.length);
    System.arraycopy(bytes, 0, chunk, head.length, bytes.length);
    chunk[chunk.length - 2] = '\r';
    chunk[chunk.length - 1] = '\n';
    return send(chunk);
  }

  /** One event of a stream, {@code data: } before it and a blank line after. */
  public Script event(String data) {
    return chunk("data: " + data + "\n\n");
  }

  /** The clean end of a stream in chunks. */
  public Script lastChunk() {
    return send("0\r\n\r\n");
  }

  public Script send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  public Script send(byte[] bytes) {
    return then(
        socket -> {
          OutputStream out = socket.getOutputStream();
          out.write(bytes);
          out.flush();
        });
  }

  public Script pause(Duration time) {
    return then(socket -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
  }

  public Script await(CountDownLatch event) {
    return then(socket -> event.await());
  }

  public Script run(Runnable work) {
    return then(socket -> work.run());
  }

  /** Ends the connection in good order. */
  public Script close() {
    return then(Socket::close);
  }

  /** Ends the connection with a reset. */
  public Script reset() {
    return then(
        socket -> {
          socket.setSoLinger(true, 0);
          socket.close();
        });
  }

  /** Sends nothing more, and waits until the other side has ended the connection too. */
  public Script halfClose() {
    return then(
        socket -> {
          socket.shutdownOutput();
          InputStream in = socket.getInputStream();
          while (in.read() >= 0) {}
          socket.close();
        });
  }

  /** Plays it; the socket is closed afterwards if the script says so. */
  void play(Socket socket) throws IOException, InterruptedException {
    for (Step step : steps) {
      step.play(socket);
    }
  }
}
