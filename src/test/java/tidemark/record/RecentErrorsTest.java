package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The last errors, however many there are. */
class RecentErrorsTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // wraps on the way
  private final RecentErrors errors = new RecentErrors(clock::incrementAndGet);

  private void add(boolean expected, int count) {
    for (int i = 1; i <= count; i++) {
      errors.add(expected, expected ? "deadlock" : "corrupt", "reader", "no " + i);
    }
  }

  private List<RecentError> last() {
    return RecentErrors.last(List.of(errors));
  }

  private List<String> lastTexts() {
    return last().stream().map(RecentError::text).toList();
  }

  @Test
  void theNewestComesFirst() {
    add(true, 3);

    assertThat(lastTexts()).containsExactly("no 3", "no 2", "no 1");
    assertThat(last().get(0))
        .isEqualTo(new RecentError(Long.MAX_VALUE - 2, true, "deadlock", "reader", "no 3"));
  }

  @Test
  void tenAreShownOfThoseThatCameSinceALookAndBefore() {
    add(true, 10);
    last();
    errors.add(true, "deadlock", "reader", "no 11");

    assertThat(lastTexts())
        .containsExactly(
            "no 11", "no 10", "no 9", "no 8", "no 7", "no 6", "no 5", "no 4", "no 3", "no 2");
  }

  @Test
  void unexpectedOnesStayAmongAFloodOfExpectedOnes() {
    add(false, 2);
    add(true, 10);
    last();
    add(true, 10);

    assertThat(last()).hasSize(10).extracting(RecentError::expected).endsWith(true, false, false);
  }

  @Test
  void errorsOfSeveralSourcesAreInOneOrder() {
    RecentErrors chats = new RecentErrors(clock::incrementAndGet);
    add(true, 1);
    chats.add(false, "http_500", "chat", "oops");
    errors.add(true, "deadlock", "reader", "no 2");

    assertThat(RecentErrors.last(List.of(chats, errors)))
        .extracting(RecentError::text)
        .containsExactly("no 2", "oops", "no 1");
  }

  @Test
  void whatServersSayIsMadeFitToBeShown() {
    errors.add(false, "corrupt", "reader", "\u001b]0;owned\u0007 \u202e" + "x".repeat(1_000_000));

    assertThat(last().get(0).text()).hasSize(300).doesNotContain("\u001b", "\u0007", "\u202e");
  }

  /** Nobody looks meanwhile. */
  @Test
  void aStormMakesNoObjects() {
    add(true, 100);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100_000; i++) {
      errors.add(true, "deadlock", "reader", "deadlock detected");
    }

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    assertThat(lastTexts()).as("the first since the last look").contains("no 1", "no 10");
  }
}
