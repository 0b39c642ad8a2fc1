package tidemark.record;

/** Takes finished chats with their answers, from any thread, without blocking. */
public interface Responses {
  /** Keeps nothing. */
  Responses NONE = (response, then) -> then.run();

  /**
   * Takes one.
   *
   * @param then run once there is room for it: at once on this thread, or later on another when
   *     what was taken before could not be written yet. So whoever goes on only then cannot fill
   *     the memory.
   */
  void append(Response response, Runnable then);
}
