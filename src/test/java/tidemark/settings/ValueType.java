package tidemark.settings;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/**
 * What a value may be, as the defaults file writes it after {@code @type}: words and at most one
 * kind, parted by {@code |}. Immutable.
 *
 * @param allowed the text that tells a person what is allowed
 * @param words words that stand for themselves ({@code none}, {@code auto}, {@code sqlite})
 * @param kind how any other value is read
 * @param min smallest value of the kind, as text; empty without bound
 * @param max largest value of the kind, as text; empty without bound
 */
record ValueType(String allowed, List<String> words, Kind kind, String min, String max) {
  private static final int LONGEST_SHOWN = 200;

  enum Kind {
    WORD,
    INTEGER,
    DECIMAL,
    DURATION,
    FLAG,
    TEXT,
    URL,
    JSON,
    SECRET
  }

  static ValueType parse(String text) {
    List<String> words = new ArrayList<>();
    Kind kind = Kind.WORD;
    String min = "";
    String max = "";
    for (String part : text.split("\\|")) {
      String[] fields = part.strip().split("\\s+");
      Optional<Kind> named = kindNamed(fields[0]);
      if (named.isEmpty()) {
        words.add(fields[0]);
        continue;
      }
      kind = named.get();
      if (fields.length > 1) {
        String[] bounds = fields[1].split("\\.\\.");
        min = bounds[0];
        max = bounds[1];
      }
    }
    String allowed = kind == Kind.FLAG ? "true | false" : text.replace("secret", "text").strip();
    return new ValueType(allowed, List.copyOf(words), kind, min, max);
  }

  private static Optional<Kind> kindNamed(String word) {
    for (Kind kind : Kind.values()) {
      if (kind != Kind.WORD && kind.name().equalsIgnoreCase(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The value as it may be printed, in one line of bearable length. */
  String shown(String value) {
    if (value.isEmpty()) {
      return "\"\"";
    }
    String text =
        switch (kind) {
          case SECRET -> "***";
          case URL -> Redacted.url(value);
          case JSON -> SecretMembers.hide(value);
          default -> value;
        };
    return StringUtils.abbreviate(text, LONGEST_SHOWN).replaceAll("\\R", " ");
  }

  /**
   * The value read.
   *
   * @return a String for words, text and secrets, else Long, Double, Duration or Boolean
   * @throws IllegalArgumentException if the value is not of this type or out of its range
   */
  Object read(String value) {
    String trimmed = value.strip();
    if (words.contains(trimmed)) {
      return trimmed;
    }
    return switch (kind) {
      case INTEGER -> within(Long.valueOf(trimmed), Long::valueOf);
      case DECIMAL -> within(finite(trimmed), Double::valueOf);
      case DURATION -> within(duration(trimmed), ValueType::duration);
      case FLAG -> flag(trimmed);
      case TEXT, URL, JSON, SECRET -> value;
      case WORD -> throw new IllegalArgumentException(value);
    };
  }

  private <T extends Comparable<T>> T within(T value, java.util.function.Function<String, T> read) {
    boolean low = !min.isEmpty() && value.compareTo(read.apply(min)) < 0;
    boolean high = !max.isEmpty() && value.compareTo(read.apply(max)) > 0;
    if (low || high) {
      throw new IllegalArgumentException(value.toString());
    }
    return value;
  }

  private static Double finite(String text) {
    double value = Double.parseDouble(text);
    // Java would read 5d, 5f and 0x1p3 too.
    if (!Double.isFinite(value) || !bare(text)) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static Boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** A bare number is seconds: what the scripts that Tidemark replaces took. */
  private static Duration duration(String text) {
    String withUnit = bare(text) ? text + "s" : text;
    try {
      return ConfigFactory.parseMap(Map.of("value", withUnit)).getDuration("value");
    } catch (ConfigException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** True for a number without a unit. */
  private static boolean bare(String text) {
    return text.matches("[-+0-9.eE]+");
  }
}
