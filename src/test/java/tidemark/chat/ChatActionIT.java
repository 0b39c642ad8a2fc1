package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.chat.ChatActionFixture.BREAKS;
import static tidemark.chat.ChatActionFixture.PAUSE;
import static tidemark.chat.ChatActionFixture.REQUESTS_PER_SECOND;
import static tidemark.chat.ChatActionFixture.SHORT;
import static tidemark.chat.ChatActionFixture.THROTTLED_USERS;
import static tidemark.chat.ChatActionFixture.TIMES;
import static tidemark.chat.ChatActionFixture.TOKEN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidemark.testgatling.GatlingFork;

/** The chat action in a real run of Gatling: one run, looked at from all sides. */
final class ChatActionIT {
  private static final Map<String, String> ERRORS =
      Map.of(
          "cut", "ConnectionClosed",
          "vanish", "ConnectionClosed",
          "reset", "ConnectionReset",
          "stall", "Stalled");

  @TempDir static Path folder;
  private static GatlingFork run;

  @BeforeAll
  static void runOnce() throws IOException, InterruptedException {
    run = GatlingFork.run(ChatActionFixture.class, folder);
  }

  private static List<PrintedChat> chats(String name) {
    return PrintedChat.all(run.output()).stream()
        .filter(chat -> chat.request().equals(name))
        .toList();
  }

  private static PrintedChat only(String name) {
    assertThat(chats(name)).as(String.join("\n", run.output())).hasSize(1);
    return chats(name).get(0);
  }

  private static List<String> fields(String what, String name) {
    String prefix = what + "|" + name + "|";
    return run.output().stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }

  /** Whether a user was failed where its scenario says so; empty if it did not come there. */
  private static List<String> failed(String scenario) {
    return fields("failed", scenario);
  }

  /**
   * What reached a server: connection, method, path, authorized, team, content type, connection.
   */
  private static List<List<String>> hits(String prompt) {
    return fields("hit", prompt).stream().map(line -> List.of(line.split("\\|"))).toList();
  }

  private static List<String> connections(String prompt) {
    return hits(prompt).stream().map(hit -> hit.get(0)).toList();
  }

  @Test
  void gatlingEndsWell() {
    assertThat(run.exitCode()).as(String.join("\n", run.output())).isZero();
    assertThat(run.requests()).doesNotContain("never");
  }

  @Test
  void requestsAreCountedInTheirGroupsAndPausesAreKept() {
    List<PrintedChat> chats = chats("count");

    assertThat(run.ok("count")).isEqualTo(1);
    assertThat(run.ok("count", "teller")).isEqualTo(1);
    assertThat(Duration.ofNanos(chats.get(1).startNanos() - chats.get(0).endNanos()))
        .isGreaterThanOrEqualTo(PAUSE.minusMillis(20));
  }

  /** Or else a run that has so many chats would not end. */
  @Test
  void aChatThatCannotBeMadeTakesThePlaceOfOne() {
    assertThat(run.output()).containsOnlyOnce("admitted|crash");
  }

  @Test
  void aGoodChatLeavesTheSessionAsItIs() {
    assertThat(failed("streaming")).containsExactly("false");
    assertThat(run.ok("stream")).isEqualTo(1);
    assertThat(run.ok("stream · time to first token")).isEqualTo(1);
  }

  @Test
  void aFailureFailsTheSessionAndMayEndIt() {
    assertThat(only("fail").error()).isEqualTo("500");
    assertThat(run.ko("fail")).isEqualTo(1);
    assertThat(failed("failing")).containsExactly("true");
  }

  /** As in the summary: what came before the end of a stream that failed is no figure. */
  @Test
  void onlyOfGoodStreamsIsTheFirstTokenARow() {
    assertThat(chats("cut reused")).hasSize(TIMES).allMatch(PrintedChat::hasToken);
    assertThat(run.requests())
        .contains("stream · time to first token")
        .doesNotContain("cut reused · time to first token", "stall fresh · time to first token");
  }

  /** Each text is a row of Gatling's report: what servers say would make one for each KO. */
  @Test
  void gatlingGetsTheNameOfAFailureAndTheRestItsText() {
    assertThat(run.errors()).contains("500", "ConnectionClosed").doesNotContain("no model");
    assertThat(only("fail").message()).isEqualTo("no model");
  }

  @Test
  void aCrashInThePromptFunctionSendsTheUserOn() {
    assertThat(failed("crashing")).containsExactly("true");
    assertThat(run.errors()).contains("crash: crash ");
    assertThat(run.ok("after crash")).isEqualTo(1);
  }

  @Test
  void aCrashAfterTheAnswerSendsTheUserOn() {
    assertThat(failed("unrecorded")).containsExactly("true");
    assertThat(run.errors()).contains("unrecorded: crash ");
  }

  @Test
  void whenNothingMayStartUsersPassByWithoutASample() {
    for (String scenario :
        List.of("turned away", "crashing in vain", "stopped", "stopped in time")) {
      assertThat(failed(scenario)).containsExactly("false");
      assertThat(fields("passed", scenario)).containsExactly("true");
    }
    assertThat(fields("passed", "streaming")).containsExactly("false");
    assertThat(chats("never")).isEmpty();
    assertThat(hits("never")).isEmpty();
  }

  /** The figures were closed meanwhile: no book has what another has not. */
  @Test
  void aChatThatEndsAfterTheFiguresIsToldToNobody() {
    assertThat(hits("untold")).hasSize(1);
    assertThat(failed("too late")).containsExactly("false");
    assertThat(chats("untold")).isEmpty();
    assertThat(run.requests()).doesNotContain("untold");
  }

  @Test
  void aUserGoesOnOnlyWhenItsAnswerIsTaken() {
    long taken = Long.parseLong(fields("taken", "held").get(0));

    assertThat(only("let go").startNanos()).isGreaterThan(taken);
  }

  /** Gatling counts by seconds of its own: any other second may meet two of them. */
  @Test
  void throttleLimitsTheRateAndIsNotInTheLatency() {
    List<PrintedChat> chats = chats("throttled");

    assertThat(chats).hasSize(THROTTLED_USERS);
    assertThat(chats)
        .allMatch(first -> startedWithinASecondOf(first, chats) <= 2 * REQUESTS_PER_SECOND);
    PrintedChat last = chats.get(THROTTLED_USERS - 1);
    // The first may come late in a second of Gatling's; without a throttle all come at once.
    assertThat(last.startNanos() - chats.get(0).startNanos()).isGreaterThan(second() / 2);
    assertThat(last.latencyNanos()).isLessThan(second());
    assertThat(run.ok("throttled")).isEqualTo(THROTTLED_USERS);
  }

  private static long startedWithinASecondOf(PrintedChat first, List<PrintedChat> chats) {
    return chats.stream()
        .mapToLong(chat -> chat.startNanos() - first.startNanos())
        .filter(later -> later >= 0 && later < second())
        .count();
  }

  private static long second() {
    return Duration.ofSeconds(1).toNanos();
  }

  @Test
  void aUserKeepsItsConnection() {
    assertThat(connections("reuse")).hasSize(TIMES);
    assertThat(connections("stream reuse")).hasSize(TIMES);
    assertThat(
            Stream.concat(connections("reuse").stream(), connections("stream reuse").stream())
                .distinct())
        .hasSize(1);
  }

  @Test
  void orHasOneForEachChat() {
    assertThat(Stream.concat(connections("fresh").stream(), connections("stream fresh").stream()))
        .hasSize(2 * TIMES)
        .doesNotHaveDuplicates();
    assertThat(hits("fresh")).allMatch(hit -> hit.get(6).equals("close"));
  }

  static Stream<String> breaks() {
    return BREAKS.stream().flatMap(how -> Stream.of(how + " reused", how + " fresh"));
  }

  /** The engine sends a request again whose connection breaks, if it can. */
  @ParameterizedTest
  @MethodSource("breaks")
  void whateverBreaksNoRequestIsSentTwice(String prompt) {
    String error = ERRORS.get(prompt.split(" ")[0]);

    assertThat(hits(prompt)).hasSize(TIMES);
    assertThat(run.ko(prompt)).isEqualTo(TIMES);
    assertThat(chats(prompt)).hasSize(TIMES).extracting(PrintedChat::error).containsOnly(error);
    assertThat(hits("good " + prompt)).hasSize(TIMES);
    assertThat(run.ok("good " + prompt)).isEqualTo(TIMES);
  }

  /** So the requests above that were to break a used connection did. */
  @ParameterizedTest
  @MethodSource("breaks")
  void aBrokenConnectionIsNotUsedAgain(String prompt) {
    boolean reused = prompt.endsWith("reused");

    assertThat(connections(prompt)).doesNotHaveDuplicates();
    if (reused) {
      assertThat(connections("good " + prompt)).isEqualTo(connections(prompt));
    } else {
      assertThat(connections("good " + prompt)).doesNotContainAnyElementsOf(connections(prompt));
    }
  }

  @Test
  void theHttpProtocolHolds() {
    List<String> hit = hits("count").get(0);

    assertThat(hit.get(1)).isEqualTo("POST");
    assertThat(hit.get(4)).as("header of the http protocol").isEqualTo("tide");
    assertThat(hit.get(5)).isEqualTo("application/json");
    assertThat(hits("proxied"))
        .singleElement()
        .extracting(proxied -> proxied.get(2))
        .isEqualTo("http://no-such-host.invalid/chat");
  }

  @Test
  void aLargePromptArrivesAsItIs() {
    assertThat(hits("large")).hasSize(1);
    assertThat(run.ok("large")).isEqualTo(1);
  }

  @Test
  void tlsHolds() {
    assertThat(run.ok("secure")).isEqualTo(2);
    assertThat(connections("secure")).hasSize(2).containsOnly("1");
  }

  /** Its connection is ready when the user has long gone on. */
  @Test
  void whatIsTooLateIsNotSent() {
    PrintedChat chat = only("late");

    assertThat(chat.error()).isEqualTo("Timeout");
    assertThat(chat.millis()).isGreaterThanOrEqualTo(SHORT.toMillis());
    assertThat(failed("late handshake")).containsExactly("true");
    assertThat(hits("late")).isEmpty();
  }

  @Test
  void theTokenGoesToTheServerAndNowhereElse() throws IOException {
    assertThat(hits("count")).isNotEmpty().allMatch(hit -> hit.get(3).equals("true"));
    assertThat(only("refuse").message()).isEqualTo("what is ***?");
    assertThat(only("refuse").text()).contains("***");
    assertThat(run.output()).anyMatch(line -> line.startsWith("ChatTarget["));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(TOKEN);
      }
    }
  }

  @Test
  void everyUserIsCountedInAndOut() {
    int users = THROTTLED_USERS + 18 + 2 * BREAKS.size();

    assertThat(run.output()).contains("users|" + users + "|" + users);
  }
}
