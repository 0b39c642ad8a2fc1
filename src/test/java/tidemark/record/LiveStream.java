package tidemark.record;

import java.util.List;
import java.util.stream.Stream;

/**
 * All of one role, or of the chats, as it adds up.
 *
 * @param measured what is in the figures
 * @param warmup what is not
 */
public record LiveStream(String name, List<LiveSeries> measured, List<LiveSeries> warmup) {
  Stream<LiveSeries> all() {
    return Stream.concat(measured.stream(), warmup.stream());
  }
}
