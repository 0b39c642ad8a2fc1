package tidemark.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;
import tidemark.record.ChatRecorder;
import tidemark.record.ChatSample;
import tidemark.record.Response;

/**
 * A chat on its way through the output of a forked simulation. Times are {@link System#nanoTime()}
 * of that JVM.
 *
 * @param error its name; null if it went well
 */
record PrintedChat(
    String request,
    long startNanos,
    long firstTokenNanos,
    long firstOutputTokenNanos,
    long lastTokenNanos,
    long endNanos,
    long latencyNanos,
    int status,
    @Nullable String error,
    long outputTokens,
    boolean tokensReported,
    @Nullable String model,
    String text,
    boolean truncated,
    @Nullable String message) {
  private static final String CHAT = "chat|";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Prints the name of each sample that it is told, and each gap. */
  static final ChatRecorder RECORDER =
      new ChatRecorder() {
        @Override
        public void sent(long nowNanos) {}

        @Override
        public void chat(ChatSample sample, @Nullable String message) {
          System.out.println("recorded|" + sample.request());
        }

        @Override
        public void gap(long startNanos, long gapNanos) {
          System.out.println("gap|" + startNanos + "|" + gapNanos);
        }

        @Override
        public boolean tell(Runnable telling) {
          telling.run();
          return true;
        }
      };

  /** Prints an answer. */
  static void print(Response response) {
    ChatSample sample = response.sample();
    ChatError error = sample.error();
    try {
      System.out.println(
          CHAT
              + JSON.writeValueAsString(
                  new PrintedChat(
                      sample.request(),
                      sample.startNanos(),
                      sample.firstTokenNanos(),
                      sample.firstOutputTokenNanos(),
                      sample.lastTokenNanos(),
                      sample.endNanos(),
                      sample.latencyNanos(),
                      sample.status(),
                      error == null ? null : error.name(),
                      sample.outputTokens(),
                      sample.tokensReported(),
                      response.model(),
                      response.text(),
                      response.truncated(),
                      response.message())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All of them, in the order in which they started. */
  static List<PrintedChat> all(List<String> output) {
    return output.stream()
        .filter(line -> line.startsWith(CHAT))
        .map(line -> parse(line.substring(CHAT.length())))
        .sorted(Comparator.comparingLong(PrintedChat::startNanos))
        .toList();
  }

  private static PrintedChat parse(String line) {
    try {
      return JSON.readValue(line, PrintedChat.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  boolean hasToken() {
    return firstTokenNanos != ChatSample.NEVER;
  }

  /** From the start to its end. */
  long millis() {
    return (endNanos - startNanos) / 1_000_000;
  }
}
