package tidemark.dashboard;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import tidemark.record.CaseState;
import tidemark.record.CasesHeader;
import tidemark.record.ChatHeader;
import tidemark.record.ChatLoad;
import tidemark.record.ChatTick;
import tidemark.record.ChatTotals;
import tidemark.record.DatabaseHeader;
import tidemark.record.ErrorCounts;
import tidemark.record.Percentiles;
import tidemark.record.PoolUse;
import tidemark.record.RecentError;
import tidemark.record.RunHeader;
import tidemark.record.RunPhase;
import tidemark.record.ScenarioResult;
import tidemark.record.Snapshot;
import tidemark.record.StreamTick;
import tidemark.record.StreamTotals;
import tidemark.record.Tick;
import tidemark.record.Timeline;
import tidemark.record.Verdict;

/** Runs to look at, 18 s after a warm-up of 5 s; a test says what is different. */
final class Snapshots {
  static final long SECOND = 1_000_000_000;
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  RunPhase phase = RunPhase.MEASURING;
  long nanos = 23 * SECOND;
  OptionalLong plannedNanos = OptionalLong.of(35 * SECOND);
  Optional<DatabaseHeader> database = Optional.of(database("jdbc:postgresql://127.0.0.1:5433/x"));
  Optional<ChatHeader> chatHeader = Optional.empty();
  Optional<CasesHeader> casesHeader = Optional.empty();
  List<StreamTotals> roles =
      List.of(
          totals("inserter", 8_112, 0, 1.9),
          totals("transferrer", 7_993, 12, 4.2),
          totals("reader", 12_050, 0, 0.41),
          totals("checker", 9_001, 0, 0.812),
          totals("deleter", 4_048, 1, 2.04));
  Optional<ChatTotals> chat = Optional.empty();
  Map<String, Long> expected = Map.of();
  Map<String, Long> unexpected = Map.of();
  Map<String, Long> chatErrors = Map.of();
  long expectedInWarmup;
  long unexpectedInWarmup;
  List<RecentError> recent = List.of();
  List<CaseState> cases = List.of();
  Optional<Tick> newest =
      Optional.of(
          tick(
              stream("inserter", 451),
              stream("transferrer", 444),
              stream("reader", 669),
              stream("checker", 500),
              stream("deleter", 0)));

  static DatabaseHeader database(String url) {
    Map<String, Integer> users = new LinkedHashMap<>();
    for (String role : List.of("inserter", "transferrer", "reader", "checker", "deleter")) {
      users.put(role, 3);
    }
    return new DatabaseHeader("postgresql", "18.6", "jdbc", url, 3, users);
  }

  /** Chats beside the roles. */
  Snapshots withChats() {
    chatHeader =
        Optional.of(
            new ChatHeader(
                "http://127.0.0.1:40021/v1/chat/completions",
                Optional.of("tide-1"),
                ChatLoad.of(20),
                Optional.empty(),
                0));
    chat =
        Optional.of(
            new ChatTotals(
                totals("chat", 1_310, 2, 240), 20, Optional.empty(), times(1_300, 120), 26_280));
    Tick tick = newest.orElseThrow();
    List<StreamTick> streams = new ArrayList<>(tick.streams());
    streams.add(stream("chat", 73));
    newest =
        Optional.of(
            new Tick(
                tick.startNanos(),
                tick.endNanos(),
                streams,
                Optional.of(new ChatTick(20, 1_460, times(73, 120))),
                tick.pool(),
                0,
                0,
                80));
    return this;
  }

  /** Cases and nothing else: so many are over, one is tried, the others are to come. */
  Snapshots withCases(int over, int all) {
    database = Optional.empty();
    roles = List.of();
    newest = Optional.of(tick());
    casesHeader =
        Optional.of(new CasesHeader("sqlite", "3.50.1", "jdbc:sqlite:/tmp/run/cases.sqlite"));
    List<CaseState> states = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      Verdict verdict = i % 3 == 1 ? Verdict.FAIL : i % 3 == 2 ? Verdict.SKIP : Verdict.PASS;
      String name = "commit-case-" + i;
      ScenarioResult result =
          new ScenarioResult(name, "all of it", "500 commits, none lost", verdict, 1.25, Map.of());
      states.add(
          new CaseState(
              name,
              "no commit is lost",
              i == over,
              i < over ? Optional.of(result) : Optional.empty()));
    }
    cases = states;
    return this;
  }

  static RecentError error(double seconds, boolean expected, String category, String text) {
    return new RecentError((long) (seconds * SECOND), expected, category, "transferrer", text);
  }

  static Percentiles times(long count, double p50Millis) {
    Histogram nanos = new Histogram(3);
    long p50 = (long) (p50Millis * 1e6);
    if (count > 0) {
      nanos.recordValueWithCount(p50, 50);
      nanos.recordValueWithCount(2 * p50, 45);
      nanos.recordValueWithCount(3 * p50, 4);
      nanos.recordValueWithCount(4 * p50, 1);
    }
    return Percentiles.of(nanos);
  }

  static StreamTotals totals(String name, long operations, long failed, double p50Millis) {
    return new StreamTotals(name, operations, failed, times(operations, p50Millis));
  }

  static StreamTick stream(String name, long operations) {
    return new StreamTick(name, operations, 0, times(operations, 2.5));
  }

  static Tick tick(StreamTick... streams) {
    return new Tick(
        22 * SECOND,
        23 * SECOND,
        List.of(streams),
        Optional.empty(),
        Optional.of(new PoolUse(20, 14, 0)),
        0,
        0,
        80);
  }

  RunHeader header() {
    return new RunHeader(
        "FullStackSimulation",
        NOON,
        Path.of("target"),
        casesHeader.isPresent() ? Duration.ZERO : Duration.ofSeconds(5),
        database,
        chatHeader,
        casesHeader);
  }

  Snapshot snapshot() {
    return new Snapshot(
        NOON,
        nanos,
        phase,
        plannedNanos,
        Math.max(0, nanos - header().warmup().toNanos()),
        roles,
        new StreamTotals("", 41_204, 13, times(41_204, 1.2)),
        chat,
        database.map(one -> new PoolUse(20, 14, 0)),
        new ErrorCounts(expected, unexpected, chatErrors, expectedInWarmup, unexpectedInWarmup),
        recent,
        cases,
        newest,
        Timeline.NONE);
  }
}
