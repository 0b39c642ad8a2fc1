package tidemark.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.settings.Places;

class PromptsTest {
  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder);
  }

  private Path file(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    places.property("chat.prompts", file.toString());
    return file;
  }

  private List<String> all() {
    Prompts prompts = Prompts.from(places.load());
    return Stream.generate(prompts::next).limit(prompts.size()).toList();
  }

  private void assertRefused(Path file, String allowed, String wrong) {
    assertThat(places.refusal(Prompts::from))
        .isEqualTo(
            "chat.prompts = %s is refused (from -Dchat.prompts); allowed: %s; in %s %s"
                .formatted(file, allowed, file, wrong));
  }

  private void assertRefusedLine(Path file, int line) {
    assertThat(places.refusal(Prompts::from))
        .startsWith("chat.prompts = %s is refused (from -Dchat.prompts); allowed: ".formatted(file))
        .endsWith("; in %s line %d is not".formatted(file, line));
  }

  @Test
  void withoutAListThereIsOne() {
    assertThat(all()).containsExactly("Hello");

    places.property("chat.prompt", "Two\nlines");
    assertThat(all()).containsExactly("Two\nlines");
  }

  @Test
  void noPromptAtAllIsRefused() {
    places.property("chat.prompt", " ");

    assertThat(places.refusal(Prompts::from))
        .isEqualTo("chat.prompt =   is refused (from -Dchat.prompt); allowed: a text");
  }

  @Test
  void theyGoRoundAndRoundInTheirOrder() throws IOException {
    file("p.csv", "prompt\nb\na\nb\n");
    Prompts prompts = Prompts.from(places.load());

    assertThat(Stream.generate(prompts::next).limit(7))
        .containsExactly("b", "a", "b", "b", "a", "b", "b");
    assertThat(prompts.next()).isEqualTo("a");
  }

  @Test
  void usersAtTheSameTimeGetEachAsOften() throws IOException {
    file("p.csv", "prompt\na\nb\nc\nd\n");
    Prompts prompts = Prompts.from(places.load());

    Stream<String> taken = IntStream.range(0, 4_000).parallel().mapToObj(number -> prompts.next());

    assertThat(taken.filter("c"::equals).count()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompts.csv", "prompts.jsonl"})
  void theSamplesAreFoundInTheirFolder(String name) {
    places.property("chat.prompts", name);
    List<String> sample = all();

    assertThat(sample).hasSize(20).doesNotHaveDuplicates();
    places.property("chat.prompts", name.endsWith("v") ? "prompts.jsonl" : "prompts.csv");
    assertThat(all()).isEqualTo(sample);
  }

  @Test
  void aCsvMayHaveOtherColumnsQuotesAndLinesWithin() throws IOException {
    file("P.CSV", "\uFEFFid,prompt\r\n1,\"a, \"\"b\"\"\nc\"\r\n\r\n2,\u00fc\r\n");

    assertThat(all()).containsExactly("a, \"b\"\nc", "\u00fc");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {"`prompt,x\na,1\n,2\n`;3", "`id\n1\n`;2", "`prompt,x\n\"a\nb\",1\n\" \",2`;4"})
  void aRowWithoutPromptIsNamed(String text, int line) throws IOException {
    assertRefusedLine(file("p.csv", text), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"prompt,x\na,1\nb\n", "prompt\na\nb,c\n", "prompt\na\n\"b\"c\n", "prompt\na\n\"b"})
  void aRowThatIsNoCsvIsNamed(String text) throws IOException {
    Path file = file("p.csv", text);

    assertRefused(
        file,
        "CSV with a text in the column prompt",
        "there is: Exception when reading record that started in line 3");
  }

  @Test
  void bytesThatAreNoTextAreNamed() throws IOException {
    for (String name : List.of("p.csv", "p.jsonl")) {
      Path file = file(name, "");
      Files.write(file, "{\"prompt\":\"a\"}\n".getBytes(UTF_8));
      Files.write(
          file,
          new byte[] {'{', '"', 'p', 'r', 'o', 'm', 'p', 't', '"', ':', '"', (byte) 0xff, '"', '}'},
          java.nio.file.StandardOpenOption.APPEND);

      assertRefusedLine(file, 2);
    }
  }

  @Test
  void linesOfJsonHaveThePromptInOneOfThreePlaces() throws IOException {
    file(
        "p.jsonl",
        """
        \uFEFF{"prompt": "a\\n\u00fc\\ud83d\\ude00", "id": 1}

        {"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "b"}]}
        {"conversations": [{"from": "human", "value": "c"}, {"from": "gpt", "value": "d"}]}
        {"id": "x", "conversations": [{"from": "gpt", "value": "e"}, {"from": "human", "value": "f"}]}
        """);

    assertThat(all()).containsExactly("a\n\u00fc\ud83d\ude00", "b", "c", "f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"prompt\": \"a\"",
        "{\"prompt\": \"a\"} {}",
        "{\"prompt\": 1}",
        "{\"prompt\": \"\"}",
        "{\"prompt\": null}",
        "{\"promt\": \"a\"}",
        "{\"messages\": [{\"role\": \"assistant\", \"content\": \"a\"}]}",
        "{\"messages\": [{\"role\": \"user\", \"content\": [1]}]}",
        "{\"conversations\": []}",
        "[{\"prompt\": \"a\"}]",
        "\"a\"",
        "a"
      })
  void aLineOfJsonWithoutPromptIsNamed(String line) throws IOException {
    Path file = file("p.jsonl", "{\"prompt\": \"a\"}\n\n" + line + "\n{\"prompt\": \"b\"}\n");

    assertRefused(
        file,
        "JSON lines, each with a text in prompt, in messages of the user or in conversations",
        "line 3 is not");
  }

  @ParameterizedTest
  @CsvSource({"p.csv, ''", "p.csv, prompt", "p.jsonl, ''", "p.jsonl, ' '"})
  void aFileWithoutPromptsIsRefused(String name, String text) throws IOException {
    Path file = file(name, text + "\n");

    assertThat(places.refusal(Prompts::from)).endsWith("; in %s there is none".formatted(file));
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    places.property("chat.prompts", "absent.csv");

    assertThat(places.refusal(Prompts::from))
        .isEqualTo(
            "chat.prompts = absent.csv is refused (from -Dchat.prompts);"
                + " allowed: a file that can be read, here or in user-files/data");
  }

  @Test
  void anotherKindOfFileIsRefused() throws IOException {
    Path file = file("p.txt", "Hello");

    assertThat(places.refusal(Prompts::from))
        .isEqualTo(
            "chat.prompts = %s is refused (from -Dchat.prompts);".formatted(file)
                + " allowed: a file *.csv or *.jsonl, or jdbc:<url>|<query>");
  }
}
