package tidemark.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run was told in confidence, and texts without it: whoever wrote them. Immutable. */
public final class Secrets {
  private static final String HIDDEN = "***";

  /** What a text that was cut may end with: the begin of a secret says too much as well. */
  private static final String CUT = "…";

  private static final int LEAST_HIDDEN = 4;

  /** A parameter of a URL, by a name that says what it is. */
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)[?&;][^=&;]*(?:pass|pwd|secret|token|key)[^=&;]*=([^&;#]+)");

  /** What stands between a user's name and its server. */
  private static final Pattern USER_INFO = Pattern.compile("//[^/?#:]*:([^/?#]*)@");

  private final List<String> longestFirst;

  private Secrets(List<String> values) {
    longestFirst =
        values.stream()
            .filter(value -> !value.isBlank())
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  /** Those of these settings: values of secret keys, and what is secret in a URL and an object. */
  static Secrets of(List<String> values, List<String> urls, List<String> objects) {
    List<String> all = new ArrayList<>(values);
    for (String url : urls) {
      found(PARAMETER.matcher(url), all);
      found(USER_INFO.matcher(url), all);
    }
    objects.forEach(object -> all.addAll(SecretMembers.values(object)));
    return new Secrets(all);
  }

  /** As it is written, and as the driver reads it. */
  private static void found(Matcher url, List<String> all) {
    while (url.find()) {
      all.add(url.group(1));
      all.add(decoded(url.group(1)));
    }
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, UTF_8);
    } catch (IllegalArgumentException e) {
      return value; // a per cent sign that stands for itself
    }
  }

  /** The text with stars in place of every secret, also of one that was cut off. */
  public String hide(String text) {
    String hidden = text;
    for (String secret : longestFirst) {
      hidden = hidden.replace(secret, HIDDEN);
    }
    return hidden.contains(CUT) ? hideCut(hidden) : hidden;
  }

  private String hideCut(String text) {
    String hidden = text;
    for (String secret : longestFirst) {
      for (int kept = secret.length() - 1; kept >= LEAST_HIDDEN; kept--) {
        hidden = hidden.replace(secret.substring(0, kept) + CUT, HIDDEN + CUT);
      }
    }
    return hidden;
  }

  @Override
  public String toString() {
    return "Secrets[" + longestFirst.size() + "]";
  }
}
