package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactedTest {
  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://host:5433/db, jdbc:postgresql://host:5433/db",
    "jdbc:postgresql://me:pw@host/db, jdbc:postgresql://host/db",
    "jdbc:postgresql://me@host/db, jdbc:postgresql://host/db",
    "jdbc:postgresql://me:p@w@host/db, jdbc:postgresql://host/db",
    "jdbc:postgresql://me:p/w@host/db, jdbc:postgresql://host/db",
    "jdbc:postgresql://me:p?w@host/db, jdbc:postgresql://host/db",
    "jdbc:postgresql://host/db?user=me&password=pw, jdbc:postgresql://host/db",
    "jdbc:postgresql://host/db?user=me@corp&password=pw, jdbc:postgresql://host/db",
    "jdbc:postgresql://host/db?ssl&user=me@corp&password=pw, jdbc:postgresql://host/db",
    "jdbc:postgresql://host/db?password=p@w, jdbc:postgresql://host/db",
    "jdbc:postgresql:/me:pw@host/db, jdbc:postgresql:host/db",
    "jdbc:sqlserver://host;user=me;password=pw, jdbc:sqlserver://host",
    "jdbc:oracle:thin:me/pw@//host/db, jdbc:oracle://host/db",
    "postgres://me:pw@host/db, postgres://host/db",
    "jdbc:sqlite:/var/job@2/x.sqlite, jdbc:sqlite:/var/job@2/x.sqlite",
    "jdbc:sqlite:/x.sqlite?cipher=a&key=pw, jdbc:sqlite:/x.sqlite",
    "embedded, embedded"
  })
  void aUrlIsShownWithoutUserAndParameters(String url, String shown) {
    assertThat(Redacted.url(url)).isEqualTo(shown);
  }

  @Property
  void noPasswordIsShown(
      @ForAll
          @StringLength(min = 1, max = 12)
          @CharRange(from = 'A', to = 'Z')
          @Chars({'@', '/', ':', ';', '?', '&', '#'})
          String password) {
    Assume.that(password.chars().anyMatch(Character::isLetter));

    assertThat(Redacted.url("jdbc:postgresql://me:" + password + "@host:5432/db"))
        .isEqualTo("jdbc:postgresql://host:5432/db");
    assertThat(Redacted.url("jdbc:postgresql://host/db?user=me&password=" + password))
        .isEqualTo("jdbc:postgresql://host/db");
  }
}
