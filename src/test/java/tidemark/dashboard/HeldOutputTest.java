package tidemark.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said on the console while the screen is taken. */
class HeldOutputTest {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private HeldOutput held = new HeldOutput();

  @BeforeEach
  void console() {
    System.setOut(new PrintStream(console, true, UTF_8));
    held = new HeldOutput();
    held.hold(UTF_8);
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
  }

  private String said() {
    return console.toString(UTF_8);
  }

  @Test
  void itIsSaidWhenThatIsOver() {
    System.out.println("a warning … 日");
    System.err.println("an error");
    assertThat(said()).isEmpty();

    held.release();
    held.release();

    assertThat(said()).isEqualToIgnoringNewLines("a warning … 日\nan error\n");
    assertThat(System.err).isSameAs(err);
  }

  /** A logger may have kept the stream that it was given. */
  @Test
  void whoeverKeepsTheStreamIsHeardAfterwards() {
    PrintStream kept = System.out;
    held.release();

    kept.println("late");
    System.out.println("later");

    assertThat(said()).isEqualToIgnoringNewLines("late\nlater\n");
  }

  @Test
  void ofVeryMuchTheEndIsKept() {
    for (int i = 0; i < 100_000; i++) {
      System.out.println("line " + i);
    }
    held.release();

    assertThat(said()).hasSizeLessThan(300_000).endsWith("line 99999" + System.lineSeparator());
  }
}
