package tidemark.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tidemark.record.ChatSlo;
import tidemark.record.Chats;
import tidemark.record.RunChatRecorder;
import tidemark.record.RunRecorder;
import tidemark.record.Sample;

class CatalogTest {
  private static final Catalog CATALOG = new Catalog();

  static Collection<Key> keys() {
    return CATALOG.keys().values();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeySaysWhatItIsFor(Key key) {
    assertThat(CATALOG.about(key)).isNotBlank().doesNotContain("@type", "@env", "@instead");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyDefaultIsOfItsOwnType(Key key) {
    assertThat(key.type().read(key.defaultValue())).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyNumberAndTimeHasARange(Key key) {
    if (List.of("INTEGER", "DECIMAL", "DURATION").contains(key.type().kind().name())) {
      assertThat(key.type().min()).isNotEmpty();
      assertThat(key.type().max()).isNotEmpty();
    }
  }

  /** What lasts longer than a histogram reaches would be shown shorter than it was. */
  @Test
  void noTimeThatMayBeGivenIsTooLongToBeMeasured() {
    Duration chat = longest("chat.timeout");
    int tries = 1 + Integer.parseInt(type("db.retries").max());
    Duration operation =
        longest("db.pool.acquireTimeout").plus(longest("db.timeout")).multipliedBy(tries);
    RunChatRecorder chats = new RunChatRecorder(ChatSlo.NONE);
    chats.measureFrom(0);
    chats.chat(Chats.json(0, chat.toMillis()), null);
    RunRecorder roles = new RunRecorder();
    roles.measureFrom(0);
    roles.sample(new Sample("reader", "read", 0, operation.toNanos(), 0, null, 0, true));

    assertThat(chats.figures().answered().getMaxValue())
        .isCloseTo(chat.toNanos(), withinPercentage(0.1));
    assertThat(roles.figures().all().answered().getMaxValue())
        .isCloseTo(operation.toNanos(), withinPercentage(0.1));
  }

  private static Duration longest(String key) {
    return (Duration) type(key).read(type(key).max());
  }

  private static ValueType type(String key) {
    return Objects.requireNonNull(CATALOG.keys().get(key)).type();
  }

  /** Of a key that is written twice, the second would silently win. */
  @Test
  void everyKeyIsWrittenOnce() throws IOException {
    try (InputStream defaults =
        Catalog.class.getClassLoader().getResourceAsStream(Catalog.RESOURCE)) {
      String text = new String(Objects.requireNonNull(defaults).readAllBytes(), UTF_8);

      assertThat(text.lines().filter(line -> line.strip().startsWith("# @type ")))
          .hasSameSizeAs(keys());
    }
  }

  @Test
  void everyEnvironmentNameSetsOneKey() {
    Stream<String> names =
        keys().stream().flatMap(key -> key.environment().stream()).map(Variable::name);

    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(keys().size());
  }

  @Test
  void noKeyIsWhereThePluginDropsIt() {
    assertThat(CATALOG.keys().keySet()).noneMatch(key -> key.matches("(user|file|java)\\..*"));
  }

  @ParameterizedTest
  @CsvSource({
    "db.workers, TIDEMARK_DB_WORKERS",
    "db.pool.acquireTimeout, TIDEMARK_DB_POOL_ACQUIRE_TIMEOUT",
    "gate.roles.inserter.p95Millis, TIDEMARK_GATE_ROLES_INSERTER_P95_MILLIS"
  })
  void theEnvironmentNameFollowsFromTheKey(String key, String name) {
    assertThat(Variable.of(key)).isEqualTo(new Variable(name, false));
    assertThat(keys()).flatExtracting(Key::environment).contains(Variable.of(key));
  }

  @Test
  void furtherEnvironmentNamesComeFirst() {
    Catalog catalog =
        catalog("a {\n  # What it is.\n  # @type text\n  # @env X !Y\n  b = c\n}\nASimulation {}");

    assertThat(catalog.keys().values())
        .containsExactly(
            new Key(
                "a.b",
                ValueType.parse("text"),
                "What it is.",
                "c",
                List.of(
                    new Variable("X", false),
                    new Variable("Y", true),
                    new Variable("TIDEMARK_A_B", false)),
                Optional.empty()));
  }

  @Test
  void whatAKeyReplacesIsAKeyThatMayBeNone() {
    List<String> replaced =
        keys().stream().flatMap(key -> key.instead().stream()).distinct().toList();

    assertThat(replaced).containsExactlyInAnyOrder("chat.requests", "chat.duration");
    assertThat(keys())
        .filteredOn(key -> replaced.contains(key.path()))
        .hasSameSizeAs(replaced)
        .allMatch(key -> key.type().words().contains("none"));
  }

  @Test
  void aKeyWithoutTypeIsADefect() {
    assertThatIllegalStateException()
        .isThrownBy(() -> catalog("a {\n  # What it is.\n  b = c\n}"))
        .withMessageContaining("a.b has no @type");
  }

  private static Catalog catalog(String defaults) {
    return new Catalog(ConfigFactory.parseString(defaults));
  }
}
