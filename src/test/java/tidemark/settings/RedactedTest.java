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
    "http://host/a@b/c?key=pw, http://host/a@b/c",
    "https://host:8443/@me#part, https://host:8443/@me",
    "http://[::1]:80/a@b, http://[::1]:80/a@b",
    "HTTP://host?x@y, HTTP://host",
    "http://host/a;v=1/b@c, http://host/a;v=1/b@c",
    "http://me:pw@host/a@b, http://b",
    "http://me:p/w@host, http://host",
    "http://me@host, http://host",
    "/assistants/me@work/chat?key=pw, /assistants/me@work/chat",
    "//me:pw@host/db, //host/db",
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
