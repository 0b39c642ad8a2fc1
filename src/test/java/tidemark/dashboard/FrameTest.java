package tidemark.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.record.ChatHeader;
import tidemark.record.ChatLoad;
import tidemark.record.ChatTotals;
import tidemark.record.RecentError;
import tidemark.record.RunPhase;

/** What a terminal shows of a run. */
class FrameTest {
  private static final String HOSTILE =
      "\u001b[2J\u001b]0;owned\u0007\r\n\u202e\u200f日本語<b>" + "x".repeat(1_000_000);

  private final Snapshots run = new Snapshots();

  private List<AttributedString> frame(int columns, int rows, boolean coloured, Glyphs glyphs) {
    Look look = new Look(columns, rows, new Palette(coloured), glyphs, ZoneOffset.UTC);
    return Frame.lines(run.header(), run.snapshot(), look);
  }

  private List<String> lines(int columns) {
    return frame(columns, 40, true, Glyphs.UNICODE).stream().map(Object::toString).toList();
  }

  private String line(String holding) {
    return lines(100).stream().filter(one -> one.contains(holding)).findFirst().orElseThrow();
  }

  private String ansi(String holding) {
    return ansi(true, holding);
  }

  private String ansi(boolean coloured, String holding) {
    return frame(100, 40, coloured, Glyphs.UNICODE).stream()
        .filter(one -> one.toString().contains(holding))
        .map(one -> one.toAnsi(256, ForceMode.None))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rolesFitInto80Columns() {
    assertThat(lines(80))
        .containsExactly(
            " Tidemark  FullStackSimulation                                  run 0:18 / 0:30",
            " postgresql 18.6  127.0.0.1:5433/x   3 workers x 5   pool 14/20, 0 waiting",
            " ━━━━━━━━━━━━━━━━━━━━━━━━━━━━┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄   60 %   41,204 ops   2,289/s",
            "",
            " role                         ops  ops/s     p50     p95     p99 failed",
            " inserter    3 working      8,112    451 1.90 ms 3.80 ms 5.70 ms      0  ████",
            " transferrer 3 working      7,993    444 4.20 ms 8.40 ms 12.6 ms     12  ███▉",
            " reader      3 working     12,050    669  410 µs  820 µs 1.23 ms      0  ██████",
            " checker     3 working      9,001    500  812 µs 1.62 ms 2.44 ms      0  ████▍",
            " deleter     3 waiting      4,048      0 2.04 ms 4.08 ms 6.12 ms      1  ",
            " TOTAL                     41,204  2,064 1.20 ms 2.40 ms 3.60 ms     13",
            "",
            " errors  none",
            "",
            " rates: of the last second   p50, p95, p99: since warm-up, of what went well");
  }

  @Test
  void moreColumnsAreUsed() {
    run.withChats();

    assertThat(lines(120).subList(0, 14))
        .containsExactly(
            " Tidemark  FullStackSimulation"
                + "                                                                          "
                + "run 0:18 / 0:30",
            " postgresql 18.6  jdbc:postgresql://127.0.0.1:5433/x"
                + "   3 workers x 5   pool 14/20, 0 waiting",
            " chat  http://127.0.0.1:40021/v1/chat/completions   tide-1, 20 users",
            " ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄"
                + "   60 %   41,204 ops   2,289/s",
            "",
            " role                         ops  ops/s       p50       p95       p99 failed",
            " inserter    3 working      8,112    451   1.90 ms   3.80 ms   5.70 ms      0"
                + "  ████████████████████▏",
            " transferrer 3 working      7,993    444   4.20 ms   8.40 ms   12.6 ms     12"
                + "  ███████████████████▉",
            " reader      3 working     12,050    669    410 µs    820 µs   1.23 ms      0"
                + "  ██████████████████████████████",
            " checker     3 working      9,001    500    812 µs   1.62 ms   2.44 ms      0"
                + "  ██████████████████████▍",
            " deleter     3 waiting      4,048      0   2.04 ms   4.08 ms   6.12 ms      1  ",
            " TOTAL                     41,204  2,064   1.20 ms   2.40 ms   3.60 ms     13",
            " chat        20 users       1,310   73.0    240 ms    480 ms    720 ms      2",
            "             TTFT p95 240 ms   1,460 tokens/s   ");
  }

  @Test
  void whatWentWrongIsThere() {
    run.withChats();
    run.expected = new LinkedHashMap<>(Map.of("missing_account", 30L));
    run.expected.put("deadlock", 9L);
    run.unexpected = Map.of("corrupt", 1L);
    run.chatErrors = Map.of("503", 2L);
    run.unexpectedInWarmup = 4;
    run.recent =
        List.of(
            Snapshots.error(7.5, true, "missing_account", "transfer refused: account gone"),
            Snapshots.error(6, false, "corrupt", "database disk image is malformed"));

    assertThat(lines(80))
        .containsSubsequence(
            " errors  expected   39 (missing_account 30, deadlock 9)",
            "         unexpected 1 (corrupt 1), and 4 in warm-up",
            "  12:00:07  expected    missing_account  transferrer: transfer ref…account gone",
            "  12:00:06  unexpected  corrupt          transferrer: database dis…is malformed");
    assertThat(line("TTFT")).endsWith("   failed 503 2");
  }

  @Test
  void expectedErrorsAreYellowAndUnexpectedOnesRed() {
    run.recent =
        List.of(
            Snapshots.error(7.5, true, "missing_account", "gone"),
            Snapshots.error(6, false, "corrupt", "malformed"));

    assertThat(ansi("missing_account")).contains("\u001b[33mexpected");
    assertThat(ansi("corrupt")).contains("\u001b[31munexpected");
  }

  @ParameterizedTest
  @CsvSource({"inserter, 32", "transferrer, 36", "reader, 94", "checker, 35", "deleter, 31"})
  void eachRoleHasItsColour(String role, String code) {
    assertThat(ansi(" " + role)).startsWith("\u001b[" + code + "m " + role);
  }

  @Test
  void chatsHaveAColourOfTheirOwn() {
    run.withChats();

    assertThat(ansi("20 users     ")).startsWith("\u001b[38;5;208m chat");
  }

  @Test
  void nothingIsColouredWhereNobodyWantsIt() {
    run.withChats();
    run.recent = List.of(Snapshots.error(7.5, false, "corrupt", "malformed"));

    for (AttributedString one : frame(100, 40, false, Glyphs.UNICODE)) {
      assertThat(one.toAnsi(256, ForceMode.None))
          .doesNotContainPattern("\u001b\\[[0-9;]*(3|9)[0-8]");
    }
    assertThat(ansi(false, "corrupt")).contains("unexpected");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 20, 40, 60, 79, 80, 81, 100, 120, 200, 400})
  void noLineIsWiderThanTheTerminal(int columns) {
    run.withChats();
    run.database = Optional.of(Snapshots.database("jdbc:postgresql://" + HOSTILE));
    run.chatHeader =
        Optional.of(
            new ChatHeader(HOSTILE, Optional.of(HOSTILE), ChatLoad.of(20), Optional.empty(), 3));
    run.unexpected = Map.of(HOSTILE, 12L);
    run.chatErrors = Map.of(HOSTILE, 12L);
    run.recent =
        List.of(
            new RecentError(1, false, HOSTILE, HOSTILE, HOSTILE),
            new RecentError(1, true, "deadlock", "reader", "日本語".repeat(100)));

    for (AttributedString one : frame(columns, 40, true, Glyphs.UNICODE)) {
      assertThat(one.columnLength()).as(one.toString()).isLessThanOrEqualTo(columns);
      assertThat(one.toString()).doesNotContainPattern("[\\p{Cntrl}\u202e\u200f]");
    }
    assertThat(lines(columns)).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 24})
  void thereAreNoMoreLinesThanTheTerminalHas(int rows) {
    run.withChats();
    List<RecentError> errors = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      errors.add(Snapshots.error(i, true, "deadlock", "no " + i));
    }
    run.recent = errors;

    assertThat(frame(80, rows, true, Glyphs.UNICODE)).hasSize(rows);
  }

  @Test
  void thatThereIsNoErrorIsSaid() {
    assertThat(lines(80)).contains(" errors  none");
  }

  @ParameterizedTest
  @CsvSource({
    "WARMUP, 3, 'warm-up, not counted  0:03 / 0:05'",
    "MEASURING, 23, run 0:18 / 0:30",
    "ENDING, 35, ending  0:30 / 0:30",
    "FINISHING, 35, audit and files  0:30 / 0:30",
  })
  void theTimeSaysHowFarTheRunHasCome(RunPhase phase, int seconds, String time) {
    run.phase = phase;
    run.nanos = seconds * Snapshots.SECOND;

    assertThat(lines(80).get(0)).startsWith(" Tidemark  FullStackSimulation").endsWith(time);
    assertThat(lines(80).get(0)).hasSize(79);
  }

  @Test
  void theTimeIsThereWhereTheNameDoesNotFit() {
    assertThat(lines(40).get(0)).isEqualTo(" Tidemark  FullS…ation  run 0:18 / 0:30");
  }

  @Test
  void beforeAnythingIsCountedTimesAreThoseOfTheLastSecond() {
    run.phase = RunPhase.WARMUP;
    run.nanos = 3 * Snapshots.SECOND;
    run.roles = List.of(Snapshots.totals("inserter", 0, 0, 0));

    assertThat(line("inserter")).containsPattern("working +0 +451 +2.50 ms +5.00 ms +7.50 ms +0");
  }

  @Test
  void whoeverEndsNothingIsSeenToWait() {
    assertThat(line("deleter")).contains("3 waiting");
    assertThat(line("reader")).contains("3 working");
  }

  /** Whoever has no time of its own is as far as its requests. */
  @Test
  void progressIsThatOfTheRequestsWhereTheyAreWhatIsAskedFor() {
    run.withChats();
    run.database = Optional.empty();
    run.plannedNanos = OptionalLong.empty();
    run.chatHeader =
        Optional.of(
            new ChatHeader("http://x", Optional.empty(), ChatLoad.of(2), Optional.of(2_624L), 0));

    assertThat(line("%")).contains(" 50 %   1,310 chats   72.8/s");
    assertThat(lines(100).get(0)).endsWith("run 0:18");
  }

  @Test
  void theStepIsNamed() {
    run.withChats();
    ChatTotals chats = run.chat.orElseThrow();
    run.chat =
        Optional.of(
            new ChatTotals(
                chats.totals(), 50, Optional.of("50"), chats.firstToken(), chats.tokens()));

    assertThat(line("TTFT")).contains("step 50");
    assertThat(line(" chat ")).isNotNull();
  }

  @Test
  void casesAreAList() {
    run.withCases(3, 5);

    assertThat(lines(80))
        .containsExactly(
            " Tidemark  FullStackSimulation                           run 0:23, at most 0:35",
            " sqlite 3.50.1  jdbc:sqlite:/tmp/run/cases.sqlite   5 cases",
            " ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄   60 %   3 of 5 cases",
            "",
            " PASS    commit-case-0  1.25 s  500 commits, none lost",
            " FAIL    commit-case-1  1.25 s  500 commits, none lost",
            " SKIP    commit-case-2  1.25 s  500 commits, none lost",
            " trying  commit-case-3  no commit is lost",
            " -       commit-case-4  no commit is lost");
  }

  @Test
  void ofManyCasesThoseAroundTheOneThatIsTriedAreShown() {
    run.withCases(20, 40);

    assertThat(frame(80, 10, true, Glyphs.UNICODE))
        .hasSize(10)
        .extracting(AttributedString::toString)
        .anyMatch(one -> one.contains("commit-case-19"))
        .anyMatch(one -> one.contains("trying  commit-case-20"))
        .anyMatch(one -> one.contains("commit-case-21"));
  }

  @Test
  void aTerminalWithoutUnicodeGetsNone() {
    run.withChats();
    run.database = Optional.of(Snapshots.database("jdbc:sqlite:/" + "long/".repeat(50)));

    for (AttributedString one : frame(100, 40, true, Glyphs.ASCII)) {
      assertThat(one.toString()).matches("\\p{ASCII}*");
    }
  }
}
