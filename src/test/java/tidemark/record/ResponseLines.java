package tidemark.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;

/** Writes finished chats as lines of JSON, only whole lines at a time. For one thread. */
final class ResponseLines implements Closeable {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();
  private static final int MICROS = 3;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final int BATCH_BYTES = 64 << 10;

  private final List<OutputStream> outs;
  private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
  private final JsonGenerator json;
  private final Timestamps timestamps = new Timestamps();
  private final LongPredicate measured;
  private final WallClock clock;

  /**
   * Lines for channels, each of which gets all of them and is closed with this.
   *
   * @param measured false for the start of a chat that belongs to warm-up
   * @param clock for the moments that the lines name
   */
  ResponseLines(
      List<? extends WritableByteChannel> channels, LongPredicate measured, WallClock clock)
      throws IOException {
    this.outs = channels.stream().map(Channels::newOutputStream).toList();
    this.json = JSON.createGenerator(batch).setRootValueSeparator(null);
    this.measured = measured;
    this.clock = clock;
  }

  /** Adds a line, which is in the channel after {@link #flush()} at the latest. */
  void write(Response response) throws IOException {
    json.writeStartObject();
    original(response);
    additions(response);
    json.writeEndObject();
    json.writeRaw('\n');
    if (batch.size() >= BATCH_BYTES) {
      flush();
    }
  }

  /** The fields of the original, in its order. */
  private void original(Response response) throws IOException {
    ChatSample sample = response.sample();
    ChatError error = sample.error();
    json.writeNumberField("status_code", sample.status());
    millis("latency_ms", sample.latencyNanos());
    json.writeBooleanField("success", error == null);
    text("error", error == null ? null : error.name());
    text("model", response.model());
    text("response_text", response.text());
    json.writeBooleanField("response_truncated", response.truncated());
    json.writeStringField("timestamp", timestamps.at(clock.millis(sample.fromNanos())));
  }

  private void additions(Response response) throws IOException {
    ChatSample sample = response.sample();
    if (response.message() != null) {
      text("error_message", response.message());
    }
    if (sample.streamed() && sample.ttftNanos() != ChatSample.NEVER) {
      millis("ttft_ms", sample.ttftNanos());
    }
    if (sample.delayNanos() != ChatSample.NEVER) {
      millis("planned_to_start_ms", sample.delayNanos());
    }
    json.writeNumberField("output_tokens", sample.outputTokens());
    json.writeBooleanField("streamed", sample.streamed());
    if (!measured.test(sample.fromNanos())) {
      json.writeBooleanField("warmup", true);
    }
  }

  /** To the microsecond. */
  private void millis(String name, long nanos) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(BigDecimal.valueOf(nanos / NANOS_PER_MICRO, MICROS));
  }

  /**
   * Half of a surrogate pair, which is there where a text was cut, becomes a question mark: the
   * line stays valid.
   */
  private void text(String name, @Nullable String text) throws IOException {
    json.writeFieldName(name);
    if (text == null) {
      json.writeNull();
      return;
    }
    byte[] wellFormed = text.getBytes(UTF_8);
    json.writeUTF8String(wellFormed, 0, wellFormed.length);
  }

  /** Hands everything to the channel. */
  void flush() throws IOException {
    json.flush();
    for (OutputStream out : outs) {
      batch.writeTo(out);
    }
    batch.reset();
  }

  /** Closes the channels. */
  @Override
  public void close() throws IOException {
    for (OutputStream out : outs) {
      out.close();
    }
  }
}
