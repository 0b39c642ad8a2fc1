package tidemark.record;

import java.util.Optional;

/**
 * What was waited for at a database over the measured time.
 *
 * @param locks waits for locks that are waits of the client
 * @param sessions what the server's sessions were doing, where there is a server
 * @param store what chats waited for, where they are stored there
 */
public record WaitFigures(
    LockWaitFigures locks, Optional<SessionFigures> sessions, Optional<StoreFigures> store) {
  public static final WaitFigures NONE =
      new WaitFigures(LockWaitFigures.NONE, Optional.empty(), Optional.empty());

  /** And what chats waited for. */
  public WaitFigures with(StoreFigures chats) {
    return new WaitFigures(locks, sessions, Optional.of(chats));
  }
}
