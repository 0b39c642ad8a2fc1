package tidemark.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run at one moment: all that a live view may know. Nothing in it changes.
 *
 * @param begun when the run began, by the clock on the wall
 * @param nanos since the run's begin, warm-up included; 0 before
 * @param plannedNanos how long it will go on at most, counted likewise; empty if it has no time
 * @param measuredNanos of these, how long samples were in the figures
 * @param roles in order, then whoever else worked on the database
 * @param allRoles these together; its name is empty
 * @param chat empty in a run without chats
 * @param pool empty without a database
 * @param recent the last errors, the newest first; at most 10
 * @param cases in the order in which they are tried
 * @param newest the newest interval, of a second; empty before the first
 * @param timeline all intervals up to it
 */
public record Snapshot(
    Instant begun,
    long nanos,
    RunPhase phase,
    OptionalLong plannedNanos,
    long measuredNanos,
    List<StreamTotals> roles,
    StreamTotals allRoles,
    Optional<ChatTotals> chat,
    Optional<PoolUse> pool,
    ErrorCounts errors,
    List<RecentError> recent,
    List<CaseState> cases,
    Optional<Tick> newest,
    Timeline timeline) {
  /** When something happened, by the clock on the wall. */
  public Instant at(long sinceBeginNanos) {
    return begun.plusNanos(sinceBeginNanos);
  }

  /** Before anything is known. */
  public static final Snapshot NONE =
      new Snapshot(
          Instant.EPOCH,
          0,
          RunPhase.STARTING,
          OptionalLong.empty(),
          0,
          List.of(),
          StreamTotals.NONE,
          Optional.empty(),
          Optional.empty(),
          ErrorCounts.NONE,
          List.of(),
          List.of(),
          Optional.empty(),
          Timeline.NONE);
}
