package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a file of statements is read, and that the files that are there are well formed. */
final class SqlFileTest {
  private static SqlFile parse(String text) {
    return SqlFile.parse("roles.sql", text);
  }

  @Test
  void statementsAreFoundByName() {
    SqlFile file =
        parse(
            """
            -- name: first
            SELECT 1

            -- name:   second
            SELECT 2
            FROM account
            """);

    assertThat(file.all()).extracting(Sql::name).containsExactly("first", "second");
    assertThat(file.get("first").text()).isEqualTo("SELECT 1");
    assertThat(file.get("second").text()).isEqualTo("SELECT 2\nFROM account");
    assertThat(file.get("second")).isSameAs(file.get("second"));
  }

  @Test
  void linesOfCommentAreLeftOut() {
    SqlFile file =
        parse(
            """
            -- About the file.

            -- name: first
            SELECT 1
            -- about the next line
            FROM account

            -- About the second.
            -- name: second
            SELECT '-- no comment'
            """);

    assertThat(file.get("first").text()).isEqualTo("SELECT 1\nFROM account");
    assertThat(file.get("second").text()).isEqualTo("SELECT '-- no comment'");
    assertThat(file.all()).hasSize(2);
  }

  @Test
  void linesMayEndAsOnWindows() {
    SqlFile file = parse("-- name: first\r\nSELECT 1\r\n\r\n-- name: second\r\nSELECT 2\r\n");

    assertThat(file.get("first").text()).isEqualTo("SELECT 1");
    assertThat(file.get("second").text()).isEqualTo("SELECT 2");
  }

  @Test
  void aNameThatComesTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("-- name: first\nSELECT 1\n-- name: first\nSELECT 2\n"))
        .withMessageContainingAll("roles.sql", "first");
  }

  @Test
  void aNameThatIsNotThereIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("-- name: first\nSELECT 1\n").get("second"))
        .withMessage("roles.sql has no second");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SqlDialect.SQLITE.file("nowhere"))
        .withMessage("sql/sqlite/nowhere.sql is not there");
  }

  @ParameterizedTest
  @EnumSource
  void everyStatementHasANameAndAText(SqlDialect dialect) {
    assertThat(SqlResources.files(dialect)).contains("schema", "drop", "transferrer");
    for (String file : SqlResources.files(dialect)) {
      assertThat(dialect.file(file).all())
          .as(file)
          .isNotEmpty()
          .allSatisfy(
              sql -> {
                assertThat(sql.name()).matches("[a-z][a-z0-9_]*");
                assertThat(sql.text()).matches("(?s)[A-Z].*").doesNotContain(";");
              });
    }
  }

  @Test
  void bothDialectsHaveTheSameFilesAndNames() {
    assertThat(SqlResources.files(SqlDialect.SQLITE))
        .isEqualTo(SqlResources.files(SqlDialect.POSTGRESQL));
    for (String file : SqlResources.files(SqlDialect.SQLITE)) {
      assertThat(SqlDialect.SQLITE.file(file).all())
          .as(file)
          .extracting(Sql::name)
          .containsExactlyElementsOf(
              SqlDialect.POSTGRESQL.file(file).all().stream().map(Sql::name).toList());
    }
  }
}
