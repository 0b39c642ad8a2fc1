package tidemark.workload;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.record.AuditPart;
import tidemark.record.AuditRounds;
import tidemark.record.Mark;
import tidemark.record.Marks;
import tidemark.sql.SqlDialect;

/**
 * Audits again and again while users work. Each round is one short snapshot, so that neither a
 * checkpoint nor a vacuum waits for it, and reads what is new since the last: its time depends on
 * the users, the accounts there are and the commits of one period, its memory on the users and the
 * accounts. The length of the run adds nothing but the commits of unknown outcome.
 */
public final class RunningAudit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningAudit.class);
  private static final Duration ROUND_TIME = Duration.ofSeconds(2);

  private final DataSource database;
  private final SqlDialect dialect;
  private final Ledger ledger;
  private final Marks marks;
  private final Holdings settled = new Holdings(Holdings.MOST_ACCOUNTS);
  private final Map<Integer, Page> pages = new HashMap<>();
  private final Map<Integer, ChatPage> chatPages = new HashMap<>();
  private final long startNanos = System.nanoTime();
  private volatile AuditRounds rounds = AuditRounds.NONE;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "tidemark-running-audit");
            made.setDaemon(true);
            return made;
          });

  /**
   * Before the first round.
   *
   * @param marks takes each of them
   */
  public RunningAudit(DataSource database, SqlDialect dialect, Ledger ledger, Marks marks) {
    this.marks = marks;
    this.database = database;
    this.dialect = dialect;
    this.ledger = ledger;
  }

  /**
   * Starts; does nothing if the period is zero.
   *
   * @param broken told what was found, after each round from the first that found something on
   */
  public void every(Duration period, Consumer<String> broken) {
    if (!period.isZero() && !thread.isShutdown()) {
      thread.scheduleWithFixedDelay(
          () -> round(broken), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void round(Consumer<String> broken) {
    round();
    rounds.findings().stream().findFirst().ifPresent(broken);
  }

  /** What was found so far. */
  public AuditRounds rounds() {
    return rounds;
  }

  /** One audit; leaves its result in {@link #rounds}. */
  void round() {
    long start = System.nanoTime();
    // They come first: what they say is acknowledged must be in the snapshot.
    List<CommitCounter.Expected> users = ledger.expected();
    List<ChatBook.Expected> chatters = ledger.expectedChats().orElse(List.of());
    try (Snapshot snapshot = Snapshot.begin(database, dialect, ROUND_TIME)) {
      round(new AuditRound(snapshot, settled.copy()), users, chatters, start);
    } catch (SQLException e) {
      LOG.debug("an audit could not begin", e);
      marks.add(Mark.Kind.AUDIT, true, "audit could not begin");
      rounds = rounds.brokenOff(secondsSince(start), List.of());
    } catch (RuntimeException | Error e) { // thrown, it would be the last
      LOG.error("an audit failed", e);
      rounds = rounds.brokenOff(secondsSince(start), List.of());
    }
  }

  private void round(
      AuditRound round,
      List<CommitCounter.Expected> users,
      List<ChatBook.Expected> chatters,
      long start) {
    try {
      for (CommitCounter.Expected user : users) {
        round.user(user, pages.computeIfAbsent(user.writer(), Page::new), settled);
      }
      round.accounts();
      for (ChatBook.Expected user : chatters) {
        round.chats(user, chatPages.computeIfAbsent(user.writer(), writer -> new ChatPage()));
      }
      List<String> found = findings(round.found());
      mark(found, "audit ok");
      rounds = rounds.finished(secondsSince(start), found);
    } catch (SQLException e) {
      LOG.debug("an audit was broken off", e);
      List<String> found = findings(round.found());
      mark(found, "audit broken off");
      rounds = rounds.brokenOff(secondsSince(start), found);
    }
  }

  private void mark(List<String> found, String otherwise) {
    String text = found.isEmpty() ? otherwise : "audit BROKEN " + found.get(0);
    marks.add(Mark.Kind.AUDIT, found.isEmpty(), text);
  }

  private List<String> findings(List<AuditPart> parts) {
    List<String> all = new ArrayList<>();
    for (AuditPart part : parts) {
      if (!part.ok()) {
        all.add(
            "after %.0f s, %s: %s"
                .formatted(
                    secondsSince(startNanos), part.name(), String.join("; ", part.findings())));
      }
    }
    return all;
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** No further round begins. */
  @Override
  public void close() {
    thread.shutdown();
  }

  /** Waits for the round under way, if there is one. */
  public void awaitLast() {
    try {
      if (!thread.awaitTermination(ROUND_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("an audit under way does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
