package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeLinkTest {
  @ParameterizedTest
  @CsvSource({
    "target/tidemark/run, target/gatling/x/index.html, ../../gatling/x/index.html",
    "a, a/b/c.html, b/c.html",
    "a, 'b c/d#e?f%g/ä.html', ../b%20c/d%23e%3Ff%25g/ä.html",
    "a, a/javascript:alert(1), ./javascript:alert(1)",
  })
  void isTheWayFromTheFolder(String folder, String file, String link) {
    assertThat(RelativeLink.of(Path.of(folder), Path.of(file))).isEqualTo(link);
  }
}
