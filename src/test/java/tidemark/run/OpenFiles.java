package tidemark.run;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import tidemark.record.Figures;
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

  private static final double NANOS_PER_SECOND = 1e9;

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
      return; // how many are there at once is up to the target
    }
    long users = users(chat);
    if (Math.min(chat.load().vus().orElseThrow(), chat.requests().orElse(Long.MAX_VALUE)) > users) {
      throw settings.refuse(
          "chat.vus",
          "at most %d here, for this process may open %d files (ulimit -n)".formatted(users, most));
    }
  }

  /** How many may have a connection at the same time. */
  private long users(ChatSettings chat) {
    int ofEachUser = chat.endpoint().embedded() ? 2 : 1; // with the server's side of a connection
    return Math.max(0, (most - open - RESERVE) / ofEachUser);
  }

  /**
   * What is to be known beforehand of users who arrive. A target that answers may well need far
   * fewer connections than one that hangs, so nothing is refused.
   */
  Optional<String> warning(ChatSettings chat) {
    return chat.load()
        .rate()
        .map(rate -> hanging(chat, rate))
        .filter(hanging -> hanging > users(chat))
        .map(
            hanging ->
                "chat.rate x chat.timeout: were the target to hang, %s chats would be under way, and this process may open %s files (ulimit -n), enough for %s"
                    .formatted(
                        Figures.count(hanging), Figures.count(most), Figures.count(users(chat))));
  }

  /** Chats at once of a target that answers none of them. */
  private static long hanging(ChatSettings chat, double rate) {
    double warmup = rate * seconds(chat.warmup());
    double inAll = chat.requests().map(requests -> warmup + requests).orElse(Double.MAX_VALUE);
    double inTime =
        chat.duration().map(time -> warmup + rate * seconds(time)).orElse(Double.MAX_VALUE);
    return Math.round(Math.min(rate * seconds(chat.timeout()), Math.min(inAll, inTime)));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / NANOS_PER_SECOND;
  }
}
