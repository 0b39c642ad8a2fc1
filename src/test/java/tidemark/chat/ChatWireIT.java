package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.chat.WireRows.SHORT;
import static tidemark.chat.WireRows.TO_BODY;
import static tidemark.chat.WireRows.TO_HEADERS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.record.ChatSample;
import tidemark.testgatling.GatlingFork;

/** All that servers send, in a real run of Gatling: one run, looked at row by row. */
final class ChatWireIT {
  /** Less than the patience of the others. */
  private static final long SLOW_MACHINE_MILLIS = 5000;

  @TempDir static Path folder;
  private static GatlingFork run;
  private static List<PrintedChat> chats;

  @BeforeAll
  static void runOnce() throws IOException, InterruptedException {
    run = GatlingFork.run(ChatWireFixture.class, folder);
    chats = PrintedChat.all(run.output());
  }

  static List<WireRow> rows() {
    return WireRows.all();
  }

  static Stream<WireRow> streamsWithoutText() {
    return rows().stream().filter(row -> row.streamed() && row.text().isEmpty());
  }

  private static PrintedChat only(String name) {
    List<PrintedChat> found = chats.stream().filter(chat -> chat.request().equals(name)).toList();
    assertThat(found).as(String.join("\n", run.output())).hasSize(1);
    return found.get(0);
  }

  private static long lines(String line) {
    return run.output().stream().filter(line::equals).count();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theAnswerIsUnderstood(WireRow row) {
    PrintedChat chat = only(row.name());

    assertThat(chat.error()).isEqualTo(row.error());
    assertThat(chat.text()).isEqualTo(row.text());
    assertThat(chat.outputTokens()).isEqualTo(row.tokens());
    assertThat(chat.tokensReported()).isEqualTo(row.reported());
    if (row.says() != null) {
      assertThat(chat.message()).contains(row.says());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachChatIsSentOnceAndToldOnce(WireRow row) {
    assertThat(lines("hit|" + row.name())).isEqualTo(1);
    assertThat(lines("recorded|" + row.name())).isEqualTo(1);
    assertThat(run.ok(row.name()) + run.ko(row.name())).isEqualTo(1);
    assertThat(run.ko(row.name())).isEqualTo(row.error() == null ? 0 : 1);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aGoodStreamWithATokenHasARowOfItsOwnInGatlingsReport(WireRow row) {
    PrintedChat chat = only(row.name());
    boolean expected = row.streamed() && (row.tokens() > 0 && !row.reported() || chat.hasToken());

    assertThat(chat.hasToken()).isEqualTo(expected);
    assertThat(run.ok(row.name() + " · time to first token"))
        .isEqualTo(expected && row.error() == null ? 1 : 0);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void timesAreInOrder(WireRow row) {
    PrintedChat chat = only(row.name());

    assertThat(chat.startNanos()).isLessThan(chat.endNanos());
    if (chat.hasToken()) {
      assertThat(chat.firstTokenNanos()).isBetween(chat.startNanos(), chat.lastTokenNanos());
      assertThat(chat.lastTokenNanos()).isLessThanOrEqualTo(chat.endNanos());
    }
  }

  @Test
  void aRefusedConnection() {
    PrintedChat chat = only(ChatWireFixture.REFUSED);

    assertThat(chat.error()).isEqualTo("ConnectionRefused");
    assertThat(chat.status()).isZero();
    assertThat(run.ko(ChatWireFixture.REFUSED)).isEqualTo(1);
  }

  @Test
  void theTimeToTheHeadersIsNotTheLatency() {
    PrintedChat chat = only("headers soon, body later");

    assertThat(chat.latencyNanos())
        .isGreaterThan(TO_HEADERS.plus(TO_BODY).toNanos())
        .isEqualTo(chat.endNanos() - chat.startNanos());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no answer",
        "headers, then silence",
        "no first token",
        "no first token, nor an answer",
        "slow tokens in all",
        "a body that stalls",
        "an error that stalls"
      })
  void aLimitEndsAChatWhenItIsReached(String name) {
    assertThat(only(name).millis())
        .isBetween(SHORT.toMillis(), SHORT.toMillis() + SLOW_MACHINE_MILLIS);
  }

  /** From the last token on, whatever else came. */
  @ParameterizedTest
  @ValueSource(strings = {"silence between tokens", "silence but for comments"})
  void silenceIsCountedFromTheLastToken(String name) {
    PrintedChat chat = only(name);

    assertThat((chat.endNanos() - chat.lastTokenNanos()) / 1_000_000)
        .isBetween(SHORT.toMillis(), SHORT.toMillis() + SLOW_MACHINE_MILLIS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[DONE], left open",
        "[DONE] without a blank line, left open",
        "no [DONE], left open",
        "an error, left open"
      })
  void aStreamThatIsThroughEndsThoughItsSocketStaysOpen(String name) {
    assertThat(only(name).millis()).isLessThan(SLOW_MACHINE_MILLIS);
  }

  @Test
  void reasoningIsATokenButNoOutput() {
    PrintedChat chat = only("reasoning before content");

    assertThat(chat.firstTokenNanos()).isLessThanOrEqualTo(chat.firstOutputTokenNanos());
    assertThat(only("a tool call").firstOutputTokenNanos()).isNotEqualTo(ChatSample.NEVER);
    assertThat(only("no first token").firstOutputTokenNanos()).isEqualTo(ChatSample.NEVER);
  }

  @Test
  void gapsAreToldAsTokensCome() {
    PrintedChat chat = only("UTF-8 split between packets");
    long gap = chat.lastTokenNanos() - chat.firstTokenNanos();

    assertThat(lines("gap|" + chat.startNanos() + "|" + gap)).isEqualTo(1);
  }

  @Test
  void tokensThatComeAtOnceHaveGapsToo() {
    PrintedChat chat = only("several events in a packet");

    assertThat(lines("gap|" + chat.startNanos() + "|0")).isEqualTo(chat.outputTokens() - 1);
  }

  @Test
  void theModelIsThatOfTheAnswer() {
    assertThat(only("no role").model()).isEqualTo("m-1");
    assertThat(only("an answer").model()).isEqualTo("m-1");
    assertThat(only("401").model()).isNull();
  }

  @Test
  void gatlingEndsWell() {
    assertThat(run.exitCode()).as(String.join("\n", run.output())).isZero();
    assertThat(run.errors()).doesNotContain("crash");
  }
}
