package tidemark.run;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;
import tidemark.target.ChatBackend;
import tidemark.target.ChatBackendSettings;

/** The chat backend that a run is pointed at. */
final class ReachedChat {
  private ReachedChat() {}

  /**
   * Starts the embedded backend, or finds the other one up.
   *
   * @param keeping what the embedded backend has to do with the database, if anything
   * @param opened takes what is started
   * @return where it listens
   * @throws SettingsException if it cannot be reached
   */
  static ChatEndpoint open(
      ChatSettings chat, Settings settings, Optional<ChatKeeping> keeping, Opened opened) {
    if (!chat.endpoint().embedded()) {
      Readiness.check(settings, chat);
      return chat.endpoint();
    }
    try {
      ChatBackendSettings answers = ChatBackendSettings.from(settings);
      ChatBackend server =
          keeping.isEmpty()
              ? ChatBackend.start(answers)
              : ChatBackend.start(answers, keeping.get().store(), keeping.get().times());
      opened.add(keep -> server.close());
      return chat.endpoint().at(URI.create(server.url()));
    } catch (IOException e) {
      throw new SettingsException("the embedded chat backend does not start: " + e.getMessage());
    }
  }
}
