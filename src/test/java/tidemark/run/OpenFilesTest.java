package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.settings.Places;
import tidemark.settings.Settings;

class OpenFilesTest {
  private static final OpenFiles FEW = new OpenFiles(1_024, 124);

  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void enoughRequests() {
    places = new Places(folder).of("ChatBaselineSimulation").property("chat.requests", "100000");
  }

  private void elsewhere() {
    places.property("chat.baseUrl", "http://host").property("chat.assistantId", "7");
    places.property("chat.auth", "false");
  }

  private static void check(Settings settings) {
    FEW.check(settings, ChatSettings.from(settings));
  }

  private void assertRefusedAbove(int users) {
    places.property("chat.vus", Integer.toString(users));
    assertThatCode(() -> check(places.load())).doesNotThrowAnyException();

    places.property("chat.vus", Integer.toString(users + 1));
    assertThat(places.refusal(OpenFilesTest::check))
        .isEqualTo(
            "chat.vus = %d is refused (from -Dchat.vus); allowed: at most %d here, for this process may open 1024 files (ulimit -n)"
                .formatted(users + 1, users));
  }

  @Test
  void eachUserNeedsAConnection() {
    elsewhere();

    assertRefusedAbove(800);
  }

  @Test
  void ofTheEmbeddedBackendBothSidesAreHere() {
    assertRefusedAbove(400);
  }

  @Test
  void usersWithoutARequestNeedNone() {
    elsewhere();
    places.property("chat.vus", "100000").property("chat.requests", "800");

    assertThatCode(() -> check(places.load())).doesNotThrowAnyException();
  }

  private Optional<String> warning() {
    Settings settings = places.load();
    check(settings);
    return FEW.warning(ChatSettings.from(settings));
  }

  /** How many there will be at once is up to the target. */
  @Test
  void ofUsersWhoArriveIsWarnedThatATargetMayHang() {
    elsewhere();
    places.property("chat.rate", "10").property("chat.timeout", "80");
    assertThat(warning()).isEmpty();

    places.property("chat.timeout", "80.1");
    assertThat(warning())
        .hasValue(
            "chat.rate x chat.timeout: were the target to hang, 801 chats would be under way, and this process may open 1,024 files (ulimit -n), enough for 800");
  }

  @Test
  void noMoreHangThanArrive() {
    elsewhere();
    places.property("chat.rate", "10").property("chat.requests", "800");
    assertThat(warning()).isEmpty();

    places.property("chat.requests", "1000").property("chat.duration", "70");
    places.property("load.warmup", "10");
    assertThat(warning()).isEmpty();

    places.property("load.warmup", "11");
    assertThat(warning()).isPresent();
  }

  @Test
  void thisProcessMayOpenSome() {
    assertThat(OpenFiles.now().most()).isGreaterThan(OpenFiles.now().open());
  }
}
