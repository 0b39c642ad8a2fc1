package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidemark.record.Mark;
import tidemark.record.StreamTick;
import tidemark.record.Tick;
import tidemark.record.Timeline;

class TimelineJsonTest {
  private static final long SECOND = 1_000_000_000;
  private static final Mark MARK = new Mark(3 * SECOND / 2, Mark.Kind.AUDIT, false, "money is off");
  private static final Timeline TIMELINE =
      new Timeline(
          List.of(
              tick(0, Ticks.stream("reader", 7, 2_345_678)),
              tick(1, Ticks.stream("reader", 0, 0), Ticks.chat(3))),
          List.of(MARK));

  @Test
  void everyColumnHasAnEntryForEachTick() {
    JsonNode json = TimelineJson.of(TIMELINE);

    assertThat(json.get("from").toString()).isEqualTo("[0.0,1.0]");
    assertThat(json.get("to").toString()).isEqualTo("[1.0,2.0]");
    assertThat(json.at("/streams/reader/count").toString()).isEqualTo("[7,0]");
    assertThat(json.at("/streams/chat/count").toString()).isEqualTo("[0,3]");
    assertThat(json.at("/errors/unexpected").toString()).isEqualTo("[2,2]");
    assertThat(json.get("users").toString()).isEqualTo("[0,5]");
    assertThat(json.at("/pool/waiting").toString()).isEqualTo("[0,4]");
  }

  @Test
  void timesAreMillisecondsAndNullWhereThereWereNone() {
    JsonNode json = TimelineJson.of(TIMELINE);

    assertThat(json.at("/streams/reader/p95").toString()).isEqualTo("[2.346,null]");
    assertThat(json.at("/streams/chat/max").toString()).isEqualTo("[null,4.0]");
  }

  @Test
  void aMarkHasItsMomentKindAndText() {
    JsonNode mark = TimelineJson.of(TIMELINE).at("/marks/0");

    assertThat(mark.get("seconds").doubleValue()).isEqualTo(1.5);
    assertThat(mark.get("kind").textValue()).isEqualTo("audit");
    assertThat(mark.get("good").booleanValue()).isFalse();
    assertThat(mark.get("text").textValue()).isEqualTo("money is off");
  }

  @Test
  void whoKnowsABeginIsToldTheRest() {
    assertThat(TimelineJson.since(TIMELINE, SECOND).get("from").toString()).isEqualTo("[1.0]");
    assertThat(TimelineJson.since(TIMELINE, 2 * SECOND).get("from")).isEmpty();
    assertThat(TimelineJson.since(TIMELINE, 2 * SECOND).get("marks")).hasSize(1);
  }

  private static Tick tick(int second, StreamTick... streams) {
    return Ticks.of(second, 1, List.of(streams));
  }
}
