package tidemark.run;

import java.util.Optional;
import tidemark.settings.Settings;

/** Tokens that go as {@code Authorization: Bearer}. */
final class BearerToken {
  private BearerToken() {}

  /**
   * The token without space around it; empty if none is given.
   *
   * @throws tidemark.settings.SettingsException if no header can carry it
   */
  static Optional<String> of(Settings settings, String key) {
    String token = settings.text(key).strip();
    if (!token.chars().allMatch(character -> character > ' ' && character <= '~')) {
      throw settings.refuse(
          key, "a token of visible ASCII characters without spaces; Bearer is put before it");
    }
    return token.isEmpty() ? Optional.empty() : Optional.of(token);
  }
}
