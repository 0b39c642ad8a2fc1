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
    long digest = StoredChat.of(ID, "Hello", "High tide ").digest();
    assertThat(digest).isEqualTo(StoredChat.of(ID, "Hello", "High tide ").digest());
    assertThat(digest).isBetween(0L, (1L << 32) - 1);
    assertThat(digest)
        .isNotEqualTo(StoredChat.of(ID, "Hello", "High tide").digest())
        .isNotEqualTo(StoredChat.of(ID, "Hell", "oHigh tide ").digest())
        .isNotEqualTo(StoredChat.of(new RequestNumber(3, 1, 71), "Hello", "High tide ").digest());
  }

  @Test
  void whatIsCutIsNotWhole() {
    StoredChat chat = StoredChat.of(ID, "Hello", "High tide ");
    assertThat(chat.isWhole()).isTrue();
    assertThat(new StoredChat(ID, "Hello", "High", chat.digest()).isWhole()).isFalse();
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
