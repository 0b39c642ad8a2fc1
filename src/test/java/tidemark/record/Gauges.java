package tidemark.record;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Where a run can be looked at while it goes on. Each is read again and again, on one thread, and
 * must neither block nor cost much.
 */
public record Gauges(
    Optional<OfDatabase> database, Optional<OfChat> chat, Optional<OfCases> cases) {
  public static final Gauges NONE =
      new Gauges(Optional.empty(), Optional.empty(), Optional.empty());

  /** Roles at work. */
  public record OfDatabase(DatabaseHeader header, RunRecorder recorder, Supplier<PoolUse> pool) {}

  /**
   * Users who chat.
   *
   * @param active who are under way
   * @param step the name of the newest step; empty without any
   */
  public record OfChat(
      ChatHeader header,
      MeasuredChats recorder,
      IntSupplier active,
      Supplier<Optional<String>> step) {}

  /** Cases, in the order in which they are tried. */
  public record OfCases(CasesHeader header, Supplier<List<CaseState>> states) {}

  public static Gauges of(OfDatabase database) {
    return new Gauges(Optional.of(database), Optional.empty(), Optional.empty());
  }

  public static Gauges of(OfChat chat) {
    return new Gauges(Optional.empty(), Optional.of(chat), Optional.empty());
  }

  public static Gauges of(OfCases cases) {
    return new Gauges(Optional.empty(), Optional.empty(), Optional.of(cases));
  }

  /** Both together. */
  public Gauges and(Gauges other) {
    return new Gauges(database.or(other::database), chat.or(other::chat), cases.or(other::cases));
  }
}
