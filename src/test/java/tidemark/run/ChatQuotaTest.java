package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatQuotaTest {
  @Test
  void itIsEmptyOnceTheLastIsTaken() {
    ChatQuota quota = new ChatQuota(Optional.of(2L));
    assertThat(quota.take()).isTrue();
    assertThat(quota.isEmpty()).isFalse();
    assertThat(quota.take()).isTrue();

    assertThat(quota.isEmpty()).isTrue();
    assertThat(quota.take()).isFalse();
    assertThat(quota.close()).isFalse();
  }

  @Test
  void oneThatIsNotIsLeftEmpty() {
    ChatQuota quota = new ChatQuota(Optional.empty());
    assertThat(quota.take()).isTrue();

    assertThat(quota.close()).isTrue();
    assertThat(quota.isEmpty()).isTrue();
    assertThat(quota.take()).isFalse();
  }
}
