package tidemark.target;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredChatTest {
  private static final RequestNumber ID = new RequestNumber(3, 17, 1);

  @Test
  void aLetterLessOrAnotherNumberIsAnotherChat() {
    long digest = new StoredChat(ID, "Hello", "High tide ").digest();
    assertThat(digest).isEqualTo(new StoredChat(ID, "Hello", "High tide ").digest());
    assertThat(digest).isBetween(0L, (1L << 32) - 1);
    assertThat(digest)
        .isNotEqualTo(new StoredChat(ID, "Hello", "High tide").digest())
        .isNotEqualTo(new StoredChat(ID, "Hell", "oHigh tide ").digest())
        .isNotEqualTo(new StoredChat(new RequestNumber(3, 1, 71), "Hello", "High tide ").digest());
  }

  @Test
  void theNumberIsReadAsItIsWritten() {
    assertThat(ID.written()).isEqualTo("3-17-1");
    assertThat(RequestNumber.parse("3-17-1")).isEqualTo(ID);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "3-17", "3-17-1-1", "-3-17-1", "9999999999-1-1", "0f8fad5b-d9cb"})
  void anotherIdIsNone(String header) {
    assertThat(RequestNumber.parse(header)).isEqualTo(RequestNumber.NONE);
  }

  @Test
  void thePromptIsFoundInARequest() {
    assertThat(StoredChat.promptIn(ChatBackends.HELLO.getBytes(UTF_8))).isEqualTo("Hello");
    assertThat(StoredChat.promptIn("{".getBytes(UTF_8))).isEmpty();
  }
}
