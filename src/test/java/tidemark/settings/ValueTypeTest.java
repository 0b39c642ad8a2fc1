package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {
  private static final ValueType INTEGER = ValueType.parse("integer -50..1000");
  private static final ValueType DECIMAL = ValueType.parse("none | decimal -0.5..100");
  private static final ValueType DURATION = ValueType.parse("duration 0s..1h");

  @Property
  void everyIntegerOfTheRangeIsRead(@ForAll @LongRange(min = -50, max = 1000) long value) {
    assertThat(INTEGER.read(Long.toString(value))).isEqualTo(value);
  }

  @Property
  void everyIntegerOutsideIsRefused(@ForAll long value) {
    Assume.that(value < -50 || value > 1000);

    assertRefused(INTEGER, Long.toString(value));
  }

  @Test
  void theBoundsAreOfTheRange() {
    assertThat(INTEGER.read("-50")).isEqualTo(-50L);
    assertThat(INTEGER.read("1000")).isEqualTo(1000L);
    assertRefused(INTEGER, "-51");
    assertRefused(INTEGER, "1001");
  }

  @Test
  void theWholeRangeOfLongIsReachable() {
    ValueType seed = ValueType.parse("integer 0..9223372036854775807");

    assertThat(seed.read("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertRefused(seed, "9223372036854775808");
  }

  @Property
  void everyDecimalOfTheRangeIsRead(@ForAll @DoubleRange(min = -0.5, max = 100) double value) {
    assertThat(DECIMAL.read(Double.toString(value))).isEqualTo(value);
  }

  @Property
  void everyDecimalOutsideIsRefused(@ForAll double value) {
    Assume.that(value < -0.5 || value > 100);

    assertRefused(DECIMAL, Double.toString(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999", "5d", "5f", "0x1p3", "", "1,5"})
  void whatIsNoPlainDecimalIsRefused(String value) {
    assertRefused(DECIMAL, value);
  }

  @Property
  void aTimeWithoutUnitIsSeconds(@ForAll @LongRange(min = 0, max = 3600) long seconds) {
    assertThat(DURATION.read(Long.toString(seconds))).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(DURATION.read(seconds + "s")).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(DURATION.read(seconds + "e0")).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Property
  void aTimeMayHaveAUnit(@ForAll @LongRange(min = 0, max = 3_600_000) long millis) {
    assertThat(DURATION.read(millis + "ms")).isEqualTo(Duration.ofMillis(millis));
    assertThat(DURATION.read(millis + " ms")).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "1.2.3", ".", "5 parsecs", "-1", "61m", "3600.001", "s", "s5"})
  void whatIsNoTimeOfTheRangeIsRefused(String value) {
    assertRefused(DURATION, value);
  }

  @Property
  void aWordIsReadAndEveryOtherRefused(@ForAll @AlphaChars @StringLength(max = 8) String word) {
    ValueType type = ValueType.parse("picked | id");
    Assume.that(!word.equals("picked") && !word.equals("id"));

    assertRefused(type, word);
    assertThat(type.read("id")).isEqualTo("id");
    assertThat(type.read(" picked ")).isEqualTo("picked");
  }

  @Test
  void aWordMayStandBesideAKind() {
    assertThat(DECIMAL.read("none")).isEqualTo("none");
    assertThat(DECIMAL.read("7")).isEqualTo(7.0);
  }

  @Test
  void aFlagIsTrueOrFalse() {
    ValueType flag = ValueType.parse("flag");

    assertThat(flag.read("true")).isEqualTo(true);
    assertThat(flag.read("false")).isEqualTo(false);
    assertRefused(flag, "1");
    assertThat(flag.allowed()).isEqualTo("true | false");
  }

  @Property
  void textAndSecretsAreTakenAsTheyAre(@ForAll String value) {
    assertThat(ValueType.parse("text").read(value)).isEqualTo(value);
    assertThat(ValueType.parse("secret").read(value)).isEqualTo(value);
  }

  @Property
  void aSecretIsNeverShown(@ForAll @StringLength(min = 1) String value) {
    assertThat(ValueType.parse("secret").shown(value)).isEqualTo("***");
    assertThat(ValueType.parse("secret").allowed()).isEqualTo("text");
  }

  @Property
  void whatIsShownIsOneLine(@ForAll String value) {
    assertThat(ValueType.parse("text").shown(value)).doesNotContainPattern("\\R");
    assertThat(ValueType.parse("url").shown(value)).doesNotContainPattern("\\R");
  }

  @Test
  void whatIsShownIsNotLong() {
    assertThat(ValueType.parse("text").shown("x".repeat(201))).hasSize(200).endsWith("x...");
    assertThat(ValueType.parse("text").shown("x".repeat(200))).hasSize(200).endsWith("x");
  }

  private static void assertRefused(ValueType type, String value) {
    assertThatIllegalArgumentException().as(value).isThrownBy(() -> type.read(value));
  }
}
