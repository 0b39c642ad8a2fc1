package tidemark.chat;

/** A part of a body. Thread-safe. */
interface BodyPart {
  /** The messages said before, each with a comma behind it. */
  BodyPart HISTORY = (history, prompt) -> history;

  /** The prompt within the quotes of a string. */
  BodyPart PROMPT = (history, prompt) -> prompt;

  /** What is the same in each body. */
  static BodyPart text(String text) {
    byte[] utf8 = FramedBody.utf8(text);
    return (history, prompt) -> utf8;
  }

  /** Its bytes in UTF-8, not to be changed. */
  byte[] bytes(byte[] history, byte[] prompt);
}
