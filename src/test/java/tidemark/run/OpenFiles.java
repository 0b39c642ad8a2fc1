package tidemark.run;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import tidemark.settings.Settings;

/**
 * How many files this process may open: each user's connection is one. A process that has none left
 * fails at anything, for it cannot even load a class.
 *
 * @param most that may be open
 * @param open that are
 */
record OpenFiles(long most, long open) {
  /** For what a run opens beside its connections. */
  private static final long RESERVE = 100;

  /** As they are; where the system does not say so, there is no bound. */
  static OpenFiles now() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? new OpenFiles(system.getMaxFileDescriptorCount(), system.getOpenFileDescriptorCount())
        : new OpenFiles(Long.MAX_VALUE, 0);
  }

  /**
   * Finds out before load whether they suffice.
   *
   * @throws tidemark.settings.SettingsException if users would be left without
   */
  void check(Settings settings, ChatSettings chat) {
    if (chat.load().open()) {
      return; // as many as the target leaves waiting
    }
    int ofEachUser = chat.endpoint().embedded() ? 2 : 1; // with the server's side of a connection
    long users = Math.max(0, (most - open - RESERVE) / ofEachUser);
    if (Math.min(chat.load().vus().orElseThrow(), chat.requests().orElse(Long.MAX_VALUE)) > users) {
      throw settings.refuse(
          "chat.vus",
          "at most %d here, for this process may open %d files (ulimit -n)".formatted(users, most));
    }
  }
}
