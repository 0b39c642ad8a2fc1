package tidemark.settings;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Members of an object, in JSON or HOCON, whose names say that they are secret. By the look of the
 * text: one that is no object is shown to whoever wrote it, and may hold as much. Pure.
 */
final class SecretMembers {
  /** What is shorter may be any word, which a text may hold for reasons of its own. */
  private static final int LEAST_HIDDEN = 8;

  /** {@code max_tokens} is no secret. Of an object or a list, all that follows is taken for one. */
  private static final Pattern MEMBER =
      Pattern.compile(
          """
          (?six)
          (
            (?: "[^"]* NAMES [^"]*" | [\\w.-]* NAMES [\\w.-]* ) \\s* (?: \\+?= | : | (?=\\{) ) \\s*
          )
          (?: ""\"( .*? )""\"+
            | "( (?: [^"\\\\] | \\\\. )* )"
            | [{\\[] .*
            | ( [^,}\\n]* [^,}\\s] ) )
          """
              .replace(
                  "NAMES", "(?: pass | pwd | secret | token(?!s) | key | auth | credential )"));

  private SecretMembers() {}

  /** The text with stars in place of their values. */
  static String hide(String json) {
    return MEMBER.matcher(json).replaceAll("$1***");
  }

  /** Those of their values that are texts, as they are written. */
  static List<String> values(String json) {
    return MEMBER
        .matcher(json)
        .results()
        .flatMap(member -> Stream.of(member.group(2), member.group(3), member.group(4)))
        .filter(Objects::nonNull)
        .filter(value -> value.length() >= LEAST_HIDDEN)
        .toList();
  }
}
