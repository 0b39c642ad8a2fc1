package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tidemark.record.CaseState;
import tidemark.record.CasesHeader;
import tidemark.record.ChatHeader;
import tidemark.record.ChatLoad;
import tidemark.record.ChatTotals;
import tidemark.record.DatabaseHeader;
import tidemark.record.ErrorCounts;
import tidemark.record.Percentiles;
import tidemark.record.PoolUse;
import tidemark.record.RecentError;
import tidemark.record.RunHeader;
import tidemark.record.RunPhase;
import tidemark.record.Snapshot;
import tidemark.record.StreamTotals;
import tidemark.record.Tick;
import tidemark.record.Timeline;

class LivePageTest {
  private static final long SECOND = 1_000_000_000;
  private static final Timeline TIMELINE = Ticks.timeline(10);
  private static final RunHeader HEADER =
      new RunHeader(
          "FullStackSimulation",
          Instant.EPOCH,
          Path.of("x"),
          Duration.ofSeconds(5),
          Optional.of(
              new DatabaseHeader("sqlite", "3", "jdbc", "jdbc:sqlite:x", 3, Map.of("reader", 3))),
          Optional.of(
              new ChatHeader(
                  "http://127.0.0.1", Optional.of("m"), ChatLoad.of(20), Optional.empty(), 0)),
          Optional.empty());
  private static final RunReport END =
      Runs.report(
          Path.of("x"),
          List.of("too slow"),
          Optional.of(Runs.database(Runs.someFigures(), Runs.AUDITED)));
  private static final LivePage PAGE = new LivePage(HEADER, 42, List.of(), () -> END);

  @Test
  void whoComesLateSeesTheRunFromItsStart() {
    assertThat(PAGE.html(run(RunPhase.MEASURING))).contains("\"from\":[0.0,1.0,2.0,");
  }

  @Test
  void whoKnowsABeginIsToldWhatIsNew() throws IOException {
    JsonNode news = news(RunPhase.MEASURING, 8 * SECOND);

    assertThat(news.at("/timeline/to").toString()).isEqualTo("[9.0,10.0]");
    assertThat(news.at("/live/phase").textValue()).isEqualTo("measuring");
    assertThat(news.at("/live/seconds").doubleValue()).isEqualTo(10);
    assertThat(news.at("/live/planned_s").doubleValue()).isEqualTo(30);
    assertThat(news.at("/live/known").longValue()).isEqualTo(10 * SECOND);
  }

  /** The page reads one set of names. */
  @Test
  void whatIsKnownHasTheSummarysNames() throws IOException {
    JsonNode summary = news(RunPhase.MEASURING, 0).get("summary");

    assertThat(summary.get("seed").longValue()).isEqualTo(42);
    assertThat(summary.at("/metadata/vus").intValue()).isEqualTo(20);
    assertThat(summary.at("/statistics/total_requests").longValue()).isEqualTo(50);
    assertThat(summary.at("/statistics/error_rate_percent").doubleValue()).isEqualTo(20);
    assertThat(summary.at("/statistics/requests_per_second").doubleValue()).isEqualTo(8);
    assertThat(summary.at("/statistics/errors/500").longValue()).isEqualTo(10);
    assertThat(summary.at("/streaming/time_to_first_token_ms/p95").doubleValue()).isEqualTo(2);
    assertThat(summary.at("/streaming/output_tokens_per_second").doubleValue()).isEqualTo(70);
    assertThat(summary.at("/database/roles/reader/ops_per_second").doubleValue()).isEqualTo(20);
    assertThat(summary.at("/database/roles/reader/latency_ms/median").doubleValue()).isEqualTo(1);
    assertThat(summary.at("/database/errors/unexpected/bug/count").longValue()).isEqualTo(1);
  }

  @Test
  void aCaseThatIsTriedIsNamed() throws IOException {
    RunHeader header =
        new RunHeader(
            "CommitStressSimulation",
            Instant.EPOCH,
            Path.of("x"),
            Duration.ZERO,
            Optional.empty(),
            Optional.empty(),
            Optional.of(new CasesHeader("sqlite", "3", "jdbc:sqlite:x")));
    LivePage page = new LivePage(header, 42, List.of(), () -> END);
    JsonNode summary = Summary.JSON.readTree(page.since(run(RunPhase.MEASURING), 0)).get("summary");

    assertThat(summary.at("/scenarios/0/name").textValue()).isEqualTo("rapid");
    assertThat(summary.at("/scenarios/0/running").booleanValue()).isTrue();
    assertThat(summary.at("/database/url").textValue()).isEqualTo("jdbc:sqlite:x");
  }

  @Test
  void theLastErrorsAreTold() throws IOException {
    JsonNode error = news(RunPhase.MEASURING, 0).at("/errors/0");

    assertThat(error.get("kind").textValue()).isEqualTo("unexpected");
    assertThat(error.get("seconds").doubleValue()).isEqualTo(3);
    assertThat(error.get("text").textValue()).isEqualTo("<b>");
  }

  @Test
  void whatIsOverHasItsVerdict() throws IOException {
    JsonNode news = news(RunPhase.OVER, 0);

    assertThat(news.get("live").isNull()).isTrue();
    assertThat(news.at("/summary/verdict").textValue()).isEqualTo("FAIL");
    assertThat(news.at("/summary/failures/0").textValue()).isEqualTo("too slow");
    assertThat(news.at("/summary/database/audit/ok").booleanValue()).isTrue();
  }

  private static JsonNode news(RunPhase phase, long since) throws IOException {
    String json = PAGE.since(run(phase), since);
    assertThat(json).as("an event's data").doesNotContain("\n");
    return Summary.JSON.readTree(json);
  }

  private static Snapshot run(RunPhase phase) {
    Percentiles times =
        new Percentiles(
            100, 1_000_000, 2_000_000, 3_000_000, 4_000_000, Percentiles.NONE.distribution());
    StreamTotals reader = new StreamTotals("reader", 100, 0, times);
    return new Snapshot(
        Instant.EPOCH,
        10 * SECOND,
        phase,
        OptionalLong.of(30 * SECOND),
        5 * SECOND,
        List.of(reader),
        reader,
        Optional.of(
            new ChatTotals(
                new StreamTotals(Tick.CHAT, 40, 10, times), 20, Optional.empty(), times, 700)),
        Optional.of(new PoolUse(20, 1, 0)),
        new ErrorCounts(Map.of(), Map.of("bug", 1L), Map.of("500", 10L), 0, 0),
        List.of(new RecentError(3 * SECOND, false, "bug", "reader", "<b>")),
        List.of(new CaseState("rapid", "all", true, Optional.empty())),
        Optional.of(TIMELINE.ticks().get(9)),
        TIMELINE);
  }
}
