package tidemark.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.chat.ChatAccount;
import tidemark.error.ChatError;
import tidemark.record.ChatSample;
import tidemark.record.Chats;

class ChatBookTest {
  private static final byte[] HELLO =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}".getBytes(UTF_8);
  private static final ChatSample GOOD = Chats.json(0, 1);

  private final ChatBook book = new ChatBook();

  private static void end(ChatAccount account, ChatSample how) {
    account.ended(how, () -> "High tide");
  }

  @Test
  void thereAreAsManyPagesAsThereWereChatsAtOnce() {
    for (int i = 0; i < 1000; i++) {
      ChatAccount first = book.open(HELLO);
      ChatAccount second = book.open(HELLO);
      end(first, GOOD);
      end(second, GOOD);
    }
    List<ChatBook.Expected> pages = book.expected();
    assertThat(pages).hasSize(2);
    assertThat(pages.stream().mapToLong(page -> page.commits().commits()).sum()).isEqualTo(2000);
  }

  @ParameterizedTest
  @CsvSource({"503, 503, 0", "503, StreamError, 0", "200, StreamTruncated, 1", "0, Timeout, 1"})
  void onlyARefusalSaysThatAChatIsNotThere(int status, String error, int unknown) {
    end(book.open(HELLO), Chats.ended(true, 0, 1, status, new ChatError(error)));
    assertThat(book.expected().get(0).unknown().count()).isEqualTo(unknown);
    assertThat(book.open(HELLO).requestId()).isEqualTo(unknown == 1 ? "0-2-1" : "0-1-2");
  }

  @Test
  void whatEndsAfterTheRunIsOfNoAccount() {
    ChatAccount late = book.open(HELLO);
    book.close();
    end(late, GOOD);
    ChatBook.Expected page = book.expected().get(0);
    assertThat(page.commits().commits()).isZero();
    assertThat(page.unknown().count()).isEqualTo(1);
    assertThat(page.digests()).isZero();
  }
}
