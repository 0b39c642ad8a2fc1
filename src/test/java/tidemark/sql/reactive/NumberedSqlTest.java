package tidemark.sql.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberedSqlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1 | SELECT 1",
        "a = ? AND b = ? | a = $1 AND b = $2",
        "VALUES (?,?) | VALUES ($1,$2)",
        "'?' = ? | '?' = $1",
        "'it''s ?' = ? | 'it''s ?' = $1",
        "'\\' = ? | '\\' = $1",
        "E'\\'?' = ? | E'\\'?' = $1",
        "e'?' = ? | e'?' = $1",
        "name'\\' = ? | name'\\' = $1",
        "\"odd?\" = ? | \"odd?\" = $1",
        "`-- what?\n?` | `-- what?\n$1`",
        "1 /* what? */ ? | 1 /* what? */ $1",
        "? - ? / ? | $1 - $2 / $3",
        "$$ ? $$ = ? | $$ ? $$ = $1",
        "$a$ ? $$ ? $a$ = ? | $a$ ? $$ ? $a$ = $1",
        "doc ?? 'key' AND a = ? | doc ? 'key' AND a = $1",
        "'open ? | 'open ?",
      })
  void onlyParametersAreNumbered(String jdbc, String numbered) {
    assertThat(NumberedSql.of(jdbc)).isEqualTo(numbered);
  }
}
