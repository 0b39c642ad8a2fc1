package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.core.config.GatlingConfiguration;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.settings.Places;

/** Prompts from a table, through Gatling's own feeder. */
class PromptTableIT {
  @TempDir Path folder;
  private Places places;
  private String url;

  /** As Gatling does before it makes a simulation. */
  @BeforeAll
  static void gatlingIsThere() {
    io.gatling.core.Predef$.MODULE$._configuration_$eq(GatlingConfiguration.load());
  }

  @BeforeEach
  void table() throws SQLException {
    url = "jdbc:sqlite:" + folder.resolve("questions.db");
    places = new Places(folder);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE question (id INTEGER, prompt TEXT)");
      statement.execute("INSERT INTO question VALUES (2, 'b|c'), (1, 'a'), (3, NULL), (4, '')");
    }
  }

  private Places query(String query) {
    return places.property("chat.prompts", url + "|" + query);
  }

  @Test
  void theyComeInTheOrderOfTheQuery() {
    query("SELECT prompt || '|' AS prompt FROM question WHERE id < 3 ORDER BY id");
    Prompts prompts = Prompts.from(places.load());

    assertThat(Stream.generate(prompts::next).limit(3)).containsExactly("a|", "b|c|", "a|");
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT prompt FROM question WHERE id > 4, requirement failed: Feeder must not be empty",
    "SELECT prompt FROM question WHERE id < 4 ORDER BY id, row 3 has none",
    "SELECT prompt FROM question WHERE id = 4, row 1 has none",
    "SELECT id FROM question, row 1 has none",
    "SELECT prompt FROM absent, '[SQLITE_ERROR] SQL error or missing database (no such table: absent)'"
  })
  void whatGivesNoPromptIsRefused(String query, String wrong) {
    query(query);

    assertThat(places.refusal(Prompts::from))
        .startsWith("chat.prompts = %s|%s is refused".formatted(url, query))
        .endsWith("allowed: jdbc:<url>|<query> with a text in the column prompt; " + wrong);
  }

  @Test
  void aUrlWithoutQueryIsRefused() {
    places.property("chat.prompts", url);

    assertThat(places.refusal(Prompts::from))
        .endsWith("allowed: jdbc:<url>|<query> with a text in the column prompt");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://localhost:1/db?user=me&password=hunter2|SELECT 1",
    "jdbc:nothing://me:hunter2@localhost/db|SELECT 1"
  })
  void aPasswordIsNotShown(String source) {
    places.property("chat.prompts", source);

    assertThat(places.refusal(Prompts::from)).contains("localhost").doesNotContain("hunter2");
  }
}
