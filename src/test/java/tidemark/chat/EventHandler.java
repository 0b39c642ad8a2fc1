package tidemark.chat;

/** Takes the events of an {@link EventStream}. */
interface EventHandler {
  /**
   * Looks, where an event begins, whether the whole of it is there and can be taken as it is.
   *
   * @return the index after it; {@code from} if it is to come as {@link #event}
   */
  default int taken(byte[] bytes, int from, int end) {
    return from;
  }

  /**
   * One event, as its blank line or the end of the stream completes it.
   *
   * @param data all its data lines, joined by line feeds, in UTF-8; valid in this call only
   * @param length how many bytes of {@code data} from 0 on are its own; never 0
   */
  void event(byte[] data, int length);

  /** The same of an event that the server named {@code error}: its data may be of any form. */
  void error(byte[] data, int length);

  /** An event is larger than may be kept; no call follows. */
  void tooLarge();
}
