package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "1 | 1.00",
        "72.84 | 72.8",
        "451.4 | 451",
        "2289.4 | 2,289",
        "41204 | 41,204",
        "1234567.8 | 1,234,568",
        "0.5 | 0.500",
        "0.0123 | 0.0123",
        "0.00004 | 0.0000400",
        "-72.84 | -72.8"
      })
  void aNumberHasThreeSignificantDigits(double value, String shown) {
    assertThat(Figures.number(value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.9994 | 0.999",
        "0.9996 | 1.00",
        "9.994 | 9.99",
        "9.995 | 10.0",
        "9.999 | 10.0",
        "99.94 | 99.9",
        "99.95 | 100",
        "99.99 | 100",
        "999.4 | 999",
        "999.5 | 1,000",
        "0.09996 | 0.100"
      })
  void aNumberThatIsRoundedUpHasNoFourth(double value, String shown) {
    assertThat(Figures.number(value)).isEqualTo(shown);
  }

  @Property
  void belowAThousandThereAreThreeDigitsAndTheValueIsNear(
      @ForAll @Scale(4) @DoubleRange(min = 0.001, max = 999.4) double value) {
    String shown = Figures.number(value);

    assertThat(shown.replaceFirst("^0\\.0*", "").replace(".", "")).hasSize(3);
    assertThat(Double.parseDouble(shown)).isCloseTo(value, within(value * 0.00501));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 ms",
        "0.0005 | 0.500 µs",
        "0.0123 | 12.3 µs",
        "0.9994 | 999 µs",
        "0.9996 | 1.00 ms",
        "1 | 1.00 ms",
        "9.995 | 10.0 ms",
        "812.3 | 812 ms",
        "999.4 | 999 ms",
        "999.6 | 1.00 s",
        "1000 | 1.00 s",
        "59990 | 60.0 s",
        "3600000 | 3,600 s"
      })
  void aTimeHasTheUnitOfItsSize(double millis, String shown) {
    assertThat(Figures.millis(millis)).isEqualTo(shown);
  }

  @Property
  void noTimeBelowAnHourIsAThousandOfItsUnit(
      @ForAll @Scale(4) @DoubleRange(min = 0.001, max = 999_000) double millis) {
    assertThat(Figures.millis(millis)).doesNotContain(",").matches("[0-9.]{3,6} (µs|ms|s)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0 | 0", "999 | 999", "1000 | 1,000", "41204 | 41,204"})
  void aCountIsExactWithThousandsApart(long count, String shown) {
    assertThat(Figures.count(count)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"4.1 | % | 4.10 %", "0.25 | ms | 250 µs", "2000 | ms | 2.00 s", "3 | '' | 3.00"})
  void aValueHasItsUnit(double value, String unit, String shown) {
    assertThat(Figures.of(value, unit)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "41 | 1000 | 4.10 % (41 of 1,000)",
        "5 | 5 | 100 % (5 of 5)",
        "0 | 0 | 0 % (0 of 0)"
      })
  void aShareHasItsCountBesideIt(long part, long all, String shown) {
    assertThat(Figures.share(part, all)).isEqualTo(shown);
  }
}
