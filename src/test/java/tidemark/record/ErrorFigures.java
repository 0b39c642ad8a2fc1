package tidemark.record;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tidemark.error.ErrorKind;

/**
 * Errors of attempts by category.
 *
 * @param expected those that concurrent work on one bank brings about
 * @param unexpected all others
 */
public record ErrorFigures(Map<String, Category> expected, Map<String, Category> unexpected) {
  /** How often, and the first few texts. */
  public record Category(long count, List<String> samples) {
    Category plus(Category other) {
      List<String> texts =
          Stream.concat(samples.stream(), other.samples.stream())
              .limit(ErrorTally.TEXTS_KEPT)
              .toList();
      return new Category(count + other.count, texts);
    }
  }

  /** The same, the most frequent first. */
  static Map<String, Category> byCount(Map<String, Category> errors) {
    Comparator<Map.Entry<String, Category>> most =
        Comparator.comparingLong(entry -> -entry.getValue().count());
    Map<String, Category> sorted = new LinkedHashMap<>();
    errors.entrySet().stream()
        .sorted(most.thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(sorted);
  }

  static ErrorFigures of(Map<ErrorKind, Category> errors) {
    Map<String, Category> expected = new TreeMap<>();
    Map<String, Category> unexpected = new TreeMap<>();
    errors.forEach(
        (kind, category) ->
            (kind.expected() ? expected : unexpected).put(kind.category(), category));
    return new ErrorFigures(expected, unexpected);
  }

  /** Unexpected errors of all categories. */
  public long unexpectedCount() {
    return count(unexpected);
  }

  /** Expected errors of all categories. */
  public long expectedCount() {
    return count(expected);
  }

  private static long count(Map<String, Category> categories) {
    return categories.values().stream().mapToLong(Category::count).sum();
  }
}
