package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.settings.Places;

class StreamChoiceTest {
  @TempDir Path folder;

  @Test
  void itIsSpreadEvenly() {
    StreamChoice quarter = new StreamChoice(25);

    assertThat(IntStream.range(0, 8).mapToObj(number -> quarter.next()))
        .isEqualTo(List.of(false, false, false, true, false, false, false, true));
  }

  @Property
  void ofEachHundredThereAreAsManyAsAsked(
      @ForAll @IntRange(max = 100) int percent,
      @ForAll @LongRange(max = 1_000_000_000_000L) long first) {
    StreamChoice choice = new StreamChoice(percent);

    assertThat(LongStream.range(first, first + 100).filter(choice::streams).count())
        .isEqualTo(percent);
  }

  @Test
  void usersAtTheSameTimeShareOneCount() {
    StreamChoice choice = new StreamChoice(30);

    assertThat(IntStream.range(0, 10_000).parallel().filter(number -> choice.next()).count())
        .isEqualTo(3_000);
  }

  @ParameterizedTest
  @CsvSource({"false, none, 0", "true, none, 100", "true, 0, 0", "false, 40, 40", "true, 7, 7"})
  void thePercentageWins(String stream, String percent, int expected) {
    Places places =
        new Places(folder).property("chat.stream", stream).property("chat.streamPercent", percent);

    assertThat(StreamChoice.from(places.load()).percent()).isEqualTo(expected);
  }
}
