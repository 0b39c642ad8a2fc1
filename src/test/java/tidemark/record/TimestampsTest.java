package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class TimestampsTest {
  private static final long YEAR_10_000_MILLIS = 253_402_300_800_000L;

  @Property
  void eachIsWhatTheFormatterSays(
      @ForAll @LongRange(min = -YEAR_10_000_MILLIS / 10, max = YEAR_10_000_MILLIS - 5_000)
          long from,
      @ForAll @Size(max = 20) List<@LongRange(min = 0, max = 5_000) Long> later) {
    Timestamps timestamps = new Timestamps();
    var formatter = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    for (long after : later) {
      long millis = from + after;
      assertThat(timestamps.at(millis)).isEqualTo(formatter.format(Instant.ofEpochMilli(millis)));
    }
  }
}
