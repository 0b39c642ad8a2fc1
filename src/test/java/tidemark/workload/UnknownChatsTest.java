package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UnknownChatsTest {
  private static final int WRITER = 3;
  private static final int MANY = 4_000_000;
  private static final long LITTLE_BYTES = 20 << 20;

  private final UnknownChats chats = new UnknownChats();

  @Test
  void eachIsRememberedWithItsAttempt() {
    chats.add(new Entry(WRITER, 2, 1));
    chats.add(new Entry(WRITER, 70, 3));

    assertThat(chats.count()).isEqualTo(2);
    assertThat(LongStream.rangeClosed(1, 100).filter(chats::contains)).containsExactly(2L, 70L);
    assertThat(chats.mayBe(2, 1)).isTrue();
    assertThat(chats.mayBe(2, 2)).isFalse();
    assertThat(chats.mayBe(70, 3)).isTrue();
    assertThat(chats.mayBe(70, 1)).isFalse();
  }

  @Test
  void aCopyStaysAsItIs() {
    chats.add(new Entry(WRITER, 1, 2));
    UnknownChats copy = chats.copy();
    chats.add(new Entry(WRITER, 2, 2));

    assertThat(copy.count()).isEqualTo(1);
    assertThat(copy.contains(2)).isFalse();
    assertThat(copy.mayBe(1, 2)).isTrue();
  }

  /** However many there are: none is taken for lost, but an attempt may pass for another. */
  @Test
  void ofManyTheNumbersAreRemembered() {
    long before = usedBytes();
    for (int number = 1; number <= MANY; number++) {
      chats.add(new Entry(WRITER, number, 1 + number % 2));
    }

    assertThat(usedBytes() - before).isLessThan(LITTLE_BYTES);
    assertThat(chats.count()).isEqualTo(MANY);
    assertThat(chats.contains(MANY)).isTrue();
    assertThat(chats.contains(MANY + 1)).isFalse();
    assertThat(chats.mayBe(1, 3)).as("one of the first").isFalse();
    assertThat(chats.mayBe(MANY - 1, 2)).isTrue();
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
