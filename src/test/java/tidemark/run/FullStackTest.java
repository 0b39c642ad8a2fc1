package tidemark.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.settings.Places;
import tidemark.settings.SettingsException;

class FullStackTest {
  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder).of("FullStackSimulation");
  }

  private void check() {
    FullStack.checkTimes(places.load());
  }

  @Test
  void rolesAndChatsHaveTheSameTime() {
    assertThatCode(this::check).doesNotThrowAnyException();
    places.property("chat.duration", "60");
    assertThatThrownBy(this::check)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "chat.duration = 60 is refused (from -Dchat.duration); allowed: the time of the roles,"
                + " db.seconds: 30 s");
    places.property("db.seconds", "60");
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void aNumberOfRequestsWouldNotEndTheRoles() {
    places.property("chat.requests", "100");
    assertThatThrownBy(this::check)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("chat.requests = 100 is refused");
  }

  @Test
  void stepsWouldNotEither() {
    places.property("chat.steps", "5,10").property("chat.stepRequests", "20");
    assertThatThrownBy(this::check)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("chat.steps = 5,10 is refused");
  }
}
