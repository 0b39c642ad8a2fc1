package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gives one of two keys that replace each other need not switch off the other. */
class InsteadTest {
  private static final Catalog CATALOG =
      new Catalog(
          ConfigFactory.parseString(
              """
              chat {
                # @type none | integer 1..100
                # @instead chat.duration
                requests = none
                # @type none | integer 1..100
                # @instead chat.requests chat.stepRequests
                duration = none
                # @type none | integer 1..100
                stepRequests = 20
              }
              DatabaseRolesSimulation.chat.requests = 50
              """));

  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder);
  }

  private void assertRead(Object requests, Object duration) {
    Settings settings = places.load(CATALOG);
    assertThat(settings.unless("", "chat.requests", Object.class)).contains(requests);
    assertThat(settings.unless("", "chat.duration", Object.class)).contains(duration);
  }

  @Test
  void whatNobodyReplacesStays() {
    assertRead(50L, "none");
  }

  @Test
  void theOtherIsGivenAlone() {
    places.property("chat.duration", "10");

    assertRead("none", 10L);
  }

  @Test
  void theSameIsGivenAnew() {
    places.property("chat.requests", "7");

    assertRead(7L, "none");
  }

  @Test
  void oneMayReplaceSeveral() {
    assertThat(places.load(CATALOG).number("chat.stepRequests")).isEqualTo(20);

    places.property("chat.duration", "10");

    assertThat(places.load(CATALOG).text("chat.stepRequests")).isEqualTo("none");
  }

  @Test
  void bothAreGivenInOnePlace() {
    places.property("chat.duration", "10").property("chat.requests", "7");

    assertRead(7L, 10L);
  }

  @Test
  void theStrongerOfTwoPlacesReplacesTheWeaker() {
    places.conf("chat.requests = 7").variable("TIDEMARK_CHAT_DURATION", "10");
    assertRead("none", 10L);

    places.property("chat.requests", "8");
    assertRead(8L, "none");
  }

  @Test
  void noneReplacesNothing() {
    places.property("chat.duration", "none");
    assertRead(50L, "none");

    places.property("chat.requests", " none ");
    assertRead("none", "none");
  }

  @Test
  void whatItWasReplacedByIsNamed() {
    Settings settings = places.property("chat.duration", "10").load(CATALOG);

    assertThat(settings.refuse("chat.requests", "1..100"))
        .hasMessage("chat.requests = none is refused (from -Dchat.duration); allowed: 1..100");
  }
}
