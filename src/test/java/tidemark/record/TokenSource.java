package tidemark.record;

import java.util.Locale;

/** Where the numbers of output tokens come from. */
public enum TokenSource {
  /** The server's usage. */
  USAGE,
  /** Token events, counted: a server may send several tokens in one, or less than one. */
  CHUNKS,
  /** Some streams had a usage, others had none. */
  MIXED;

  static TokenSource of(boolean reported, boolean counted) {
    if (reported && counted) {
      return MIXED;
    }
    return reported ? USAGE : CHUNKS;
  }

  TokenSource and(TokenSource other) {
    return this == other ? this : MIXED;
  }

  /** As in the summary: {@code usage}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
