package tidemark.record;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import tidemark.error.ErrorKind;

/** Counts errors by category and keeps the first few texts of each. Thread-safe. */
final class ErrorTally {
  private static final int TEXTS_KEPT = 5;
  private static final int TEXT_LENGTH = 300;

  private static final class Category {
    final LongAdder count = new LongAdder();
    final List<String> texts = new CopyOnWriteArrayList<>();
  }

  private final Map<ErrorKind, Category> categories = new ConcurrentHashMap<>();

  void add(String role, ErrorKind kind, String message) {
    Category category = categories.get(kind);
    if (category == null) {
      category = categories.computeIfAbsent(kind, key -> new Category());
    }
    category.count.increment();
    if (category.texts.size() < TEXTS_KEPT) {
      keep(category, role + ": " + message.replaceAll("\\s+", " ").strip());
    }
  }

  private static void keep(Category category, String text) {
    synchronized (category) {
      if (category.texts.size() < TEXTS_KEPT) {
        category.texts.add(
            text.length() > TEXT_LENGTH ? text.substring(0, TEXT_LENGTH) + "…" : text);
      }
    }
  }

  ErrorFigures figures() {
    Map<String, ErrorFigures.Category> expected = new TreeMap<>();
    Map<String, ErrorFigures.Category> unexpected = new TreeMap<>();
    categories.forEach(
        (kind, category) ->
            (kind.expected() ? expected : unexpected)
                .put(
                    kind.category(),
                    new ErrorFigures.Category(category.count.sum(), List.copyOf(category.texts))));
    return new ErrorFigures(expected, unexpected);
  }
}
