package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.error.ChatError;
import tidemark.record.ChatFigures;
import tidemark.record.Chats;
import tidemark.record.StepFigures;
import tidemark.settings.Settings;

class StepRulesTest {
  private static final StepRules RULES =
      new StepRules(Optional.of(5.0), Optional.of(3.0), Duration.ofMillis(100), Optional.of(3L));

  /** So many chats that went well, after so many milliseconds each, and others with an error. */
  private static ChatFigures chats(int good, long lasting, int failed, ChatError error) {
    return Runs.chats(
        recorder -> {
          IntStream.range(0, good).forEach(i -> recorder.chat(Chats.json(0, lasting), null));
          IntStream.range(0, failed)
              .forEach(i -> recorder.chat(Chats.ended(false, 0, 9, 0, error), null));
        });
  }

  private static ChatFigures chats(int good, long lasting, int failed) {
    return chats(good, lasting, failed, ChatError.status(503));
  }

  private static StepFigures judge(StepRules rules, ChatFigures... figures) {
    List<StepFigures> before =
        IntStream.range(0, figures.length - 1)
            .mapToObj(i -> rules.judge(List.of(), "step" + i, 1 + i, figures[i]))
            .toList();
    return rules.judge(before, "100", 100, figures[figures.length - 1]);
  }

  private static String why(ChatFigures... figures) {
    StepFigures judged = judge(RULES, figures);
    assertThat(judged.held()).isEqualTo(judged.why().isEmpty());
    assertThat(judged.broke()).isNotEqualTo(judged.held());
    return judged.why();
  }

  @Test
  void tooManyErrorsAreTooMany() {
    assertThat(why(chats(95, 10, 5))).isEmpty();
    assertThat(why(chats(94, 10, 6))).isEqualTo("error rate 6.00 % > 5.00 % (6 of 100)");
  }

  @Test
  void aStepWithoutAnEndedChatHoldsNothing() {
    assertThat(why(chats(0, 0, 0))).isEqualTo("no chat came to its end");
  }

  @ParameterizedTest
  @CsvSource({
    "10, 109, ''",
    "10, 112, 'p95 112 ms > 110 ms, 100 ms above that of step step0'",
    "60, 179, ''",
    "60, 182, 'p95 182 ms > 180 ms, 3.00 x that of step step0'",
    "1000, 900, ''"
  })
  void theTailMayGrowByAMultipleAndByAFloor(long first, long now, String why) {
    assertThat(why(chats(100, first, 0), chats(100, now, 0))).isEqualTo(why);
  }

  @Test
  void theFirstStepIsTheReferenceNotTheOneBefore() {
    assertThat(why(chats(9, 100, 0), chats(9, 290, 0), chats(9, 320, 0)))
        .isEqualTo("p95 320 ms > 300 ms, 3.00 x that of step step0");
  }

  @Test
  void seriousErrorsMayHappenOnceButNotTwiceRunning() {
    ChatFigures three = chats(200, 10, 3);
    assertThat(why(three)).isEmpty();
    assertThat(why(chats(200, 10, 2), three)).isEmpty();
    assertThat(why(three, chats(200, 10, 0), three)).isEmpty();
    assertThat(why(three, chats(200, 10, 4)))
        .isEqualTo("4 timeouts and 5xx after 3 in step step0: 3 or more in two steps running");
  }

  @ParameterizedTest
  @CsvSource({
    "Timeout, true",
    "FirstTokenTimeout, true",
    "Stalled, true",
    "500, true",
    "599, true",
    "429, false",
    "ConnectionReset, false"
  })
  void timeoutsAndErrorsOfTheServerAreSerious(String name, boolean serious) {
    ChatFigures three = chats(200, 10, 3, new ChatError(name));

    assertThat(judge(RULES, three, three).broke()).isEqualTo(serious);
  }

  @Test
  void eachRuleCanBeSwitchedOff() {
    StepRules none =
        new StepRules(Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty());

    assertThat(judge(none, chats(9, 10, 9), chats(1, 9_999, 9)).held()).isTrue();
    assertThat(none.hopeless(100, 100)).isFalse();
  }

  @Test
  void aStepIsHopelessWhenTheRestCannotMakeUpForIt() {
    assertThat(RULES.hopeless(10, 200)).isFalse();
    assertThat(RULES.hopeless(11, 200)).isTrue();
  }

  @Test
  void theDefaultsAreThese() {
    Settings settings = Settings.load("Any", Map.of(), Map.of(), Path.of("none.conf"));

    assertThat(StepRules.from(settings)).isEqualTo(RULES);
  }

  @Test
  void aRunFailsOnlyIfNoStepHeld() {
    assertThat(Judgement.steps(List.of())).isEmpty();
    assertThat(Judgement.steps(List.of(Runs.HELD, Runs.BROKE))).isEmpty();
    assertThat(Judgement.steps(List.of(Runs.BROKE)))
        .containsExactly("no step held: step 100: too slow");
    assertThat(Judgement.steps(List.of(Runs.BROKE.unjudged()))).isEmpty();
  }
}
