package tidemark.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts errors by category and keeps the first few texts of each. Thread-safe.
 *
 * @param <K> what tells categories apart
 */
final class ErrorTally<K> {
  static final int TEXTS_KEPT = 5;
  private static final int TEXT_LENGTH = 300;

  private static final class Category {
    final LongAdder count = new LongAdder();
    final List<String> texts = new CopyOnWriteArrayList<>();
  }

  private final Map<K, Category> categories = new ConcurrentHashMap<>();

  /**
   * Counts one.
   *
   * @param source who met it
   * @param message kept only while there are few; empty for none
   */
  void add(K key, String source, String message) {
    Category category = categories.get(key);
    if (category == null) {
      category = categories.computeIfAbsent(key, absent -> new Category());
    }
    category.count.increment();
    if (category.texts.size() < TEXTS_KEPT && !message.isEmpty()) {
      keep(category, Shown.line(source + ": " + message, TEXT_LENGTH));
    }
  }

  private static void keep(Category category, String text) {
    synchronized (category) {
      if (category.texts.size() < TEXTS_KEPT) {
        category.texts.add(text);
      }
    }
  }

  /** How many there are of each; far cheaper than the whole. */
  Map<K, Long> counts() {
    Map<K, Long> counts = new HashMap<>();
    categories.forEach((key, category) -> counts.put(key, category.count.sum()));
    return counts;
  }

  Map<K, ErrorFigures.Category> categories() {
    Map<K, ErrorFigures.Category> figures = new HashMap<>();
    categories.forEach(
        (key, category) ->
            figures.put(
                key, new ErrorFigures.Category(category.count.sum(), List.copyOf(category.texts))));
    return figures;
  }
}
