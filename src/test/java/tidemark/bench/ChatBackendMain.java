package tidemark.bench;

import java.io.IOException;
import tidemark.settings.Settings;
import tidemark.target.ChatBackend;
import tidemark.target.ChatBackendSettings;

/**
 * The chat server in a JVM of its own, so that it shares nothing with who measures. Takes the
 * settings {@code target.chat.*} and {@code run.seed}, prints {@code port <n>}, tells its figures
 * at {@code /tidemark/truth}, and ends with its standard input.
 */
final class ChatBackendMain {
  /** The property that has it say times in place of words. */
  static final String STAMPS = "bench.stamps";

  private ChatBackendMain() {}

  public static void main(String[] none) throws IOException {
    Settings settings = Settings.load("ChatBackendMain");
    ChatBackendSettings server = ChatBackendSettings.from(settings);
    try (ChatBackend started =
        ChatBackend.start(Boolean.getBoolean(STAMPS) ? server.withStamps() : server)) {
      System.out.println("port " + started.port());
      while (System.in.read() >= 0) {
        // nobody has anything to say to it
      }
    }
  }
}
