package tidemark.bench;

import java.io.IOException;
import tidemark.settings.Settings;
import tidemark.target.ChatServer;
import tidemark.target.ChatServerSettings;

/**
 * The chat server in a JVM of its own, so that it shares nothing with who measures. Takes the
 * settings {@code target.chat.*} and {@code run.seed}, prints {@code port <n>}, tells its figures
 * at {@code /_figures}, and ends with its standard input.
 */
final class ChatServerMain {
  private ChatServerMain() {}

  public static void main(String[] none) throws IOException {
    Settings settings = Settings.load("ChatServerMain");
    try (ChatServer server = ChatServer.start(ChatServerSettings.from(settings).withFigures())) {
      System.out.println("port " + server.port());
      while (System.in.read() >= 0) {
        // nobody has anything to say to it
      }
    }
  }
}
