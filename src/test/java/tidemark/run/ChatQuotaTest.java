package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatQuotaTest {
  private static final long LATER = 1_000_000_000;

  @Test
  void itIsEmptySinceTheLastWasTaken() {
    ChatQuota quota = new ChatQuota(Optional.of(2L));
    assertThat(quota.take()).isTrue();
    assertThat(quota.isEmpty()).isFalse();
    assertThat(quota.take()).isTrue();
    long taken = System.nanoTime();

    assertThat(quota.isEmpty()).isTrue();
    assertThat(quota.take()).isFalse();
    assertThat(quota.close(taken + LATER) - taken).isNotPositive();
  }

  @Test
  void oneThatIsNotIsLeftEmpty() {
    ChatQuota quota = new ChatQuota(Optional.empty());
    assertThat(quota.take()).isTrue();

    assertThat(quota.close(LATER)).isEqualTo(LATER);
    assertThat(quota.isEmpty()).isTrue();
    assertThat(quota.take()).isFalse();
  }
}
