package tidemark.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What to measure, as the command line says.
 *
 * @param seconds that each side is measured for, each time
 * @param warmup that comes before, each time
 * @param rounds how often all sides have their turn
 * @param works of these
 * @param targets of {@code postgresql}, {@code sqlite-full}, {@code sqlite-normal}
 * @param before classes of another build of Tidemark, which is one more side then
 * @param users so many at once, where chats are compared
 * @param streams so many at once, where many are held
 * @param chats so many in all, where many are had
 */
record Options(
    Duration seconds,
    Duration warmup,
    int rounds,
    List<String> works,
    List<String> targets,
    Optional<Path> before,
    List<Integer> users,
    int streams,
    long chats) {
  private static final String PREFIX = "benchmark.";

  static Options ofThisJvm() {
    return new Options(
        Duration.ofSeconds(Integer.getInteger(PREFIX + "seconds", 10)),
        Duration.ofSeconds(Integer.getInteger(PREFIX + "warmup", 10)),
        Integer.getInteger(PREFIX + "rounds", 5),
        list("works", "transfer,roles"),
        list("targets", "postgresql,sqlite-full,sqlite-normal"),
        Optional.of(System.getProperty(PREFIX + "before", ""))
            .filter(classes -> !classes.isEmpty())
            .map(Path::of),
        list("users", "16,64").stream().map(Integer::valueOf).toList(),
        Integer.getInteger(PREFIX + "streams", 5_000),
        Long.getLong(PREFIX + "chats", 1_000_000));
  }

  private static List<String> list(String name, String otherwise) {
    return Arrays.asList(System.getProperty(PREFIX + name, otherwise).split(","));
  }
}
