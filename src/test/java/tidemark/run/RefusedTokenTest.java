package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.record.ChatSlo;
import tidemark.record.Chats;
import tidemark.record.RunChatRecorder;

class RefusedTokenTest {
  private final List<String> reasons = new ArrayList<>();
  private final RunChatRecorder recorder = new RunChatRecorder(ChatSlo.NONE);
  private final RefusedToken watched = new RefusedToken(recorder, true, reasons::add);

  @BeforeEach
  void begun() {
    recorder.measureFrom(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void theFirstChatEndsTheRun(int status) {
    watched.chat(Chats.status(status, 0, 1), "who are you?");
    watched.chat(Chats.status(status, 0, 1), "who are you?");

    assertThat(reasons)
        .containsExactly("the target refuses the token (%d): who are you?".formatted(status));
    assertThat(recorder.figures().failures()).as("it counts all the same").isEqualTo(2);
  }

  @Test
  void aTargetMaySayNothing() {
    watched.chat(Chats.status(401, 0, 1), null);

    assertThat(reasons).containsExactly("the target refuses the token (401)");
  }

  @Test
  void noTokenMayHaveBeenSent() {
    new RefusedToken(recorder, false, reasons::add).chat(Chats.status(403, 0, 1), null);

    assertThat(reasons).containsExactly("the target refuses chats without a token (403)");
  }

  @Test
  void laterRefusalsAreFailuresLikeAnyOther() {
    watched.chat(Chats.json(0, 1), null);
    watched.chat(Chats.status(401, 0, 1), "no more");

    assertThat(reasons).isEmpty();
    assertThat(recorder.figures().failures()).isEqualTo(1);
  }

  @Test
  void anotherFailureIsNoRefusal() {
    watched.chat(Chats.status(500, 0, 1), "broken");

    assertThat(reasons).isEmpty();
  }

  @Test
  void allElseIsHandedOn() {
    watched.sent(0);
    watched.gap(0, 5);
    watched.together(0, 2);

    assertThat(watched.tell(() -> {})).isTrue();
    recorder.close();
    assertThat(watched.tell(() -> {})).isFalse();
    assertThat(recorder.underWay()).isEqualTo(1);
    assertThat(recorder.figures().streams().interChunk().getTotalCount()).isEqualTo(3);
  }
}
