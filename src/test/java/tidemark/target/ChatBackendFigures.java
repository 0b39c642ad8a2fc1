package tidemark.target;

import tidemark.record.Latency;

/**
 * What a {@link ChatBackend} saw: counts since its start, and times in milliseconds. Its JSON has
 * the same fields.
 *
 * @param connections opened by clients
 * @param assistantChats requests to an assistant's path, but probes
 * @param openAiChats requests to OpenAI's path, but probes
 * @param probes GET, HEAD and OPTIONS
 * @param elsewhere requests to paths that are not there
 * @param answered whole answers in JSON
 * @param streamed whole streams
 * @param refused chats refused for their token or their body
 * @param limited chats that got the status 429: for want of room, or as the settings ask for
 * @param failed chats that got the status 500 that the settings ask for
 * @param cut chats cut as the settings ask for
 * @param unstored chats that the store did not say it has: status 503, or a stream without its end
 * @param abandoned chats whose client was gone before their end
 * @param stored what the store has, as it said
 * @param notStored what it has not
 * @param storeUnknown what nobody can say it has
 * @param hidden those of both that were answered all the same
 * @param bodyBytes bytes of all bodies, without what HTTP puts around them
 * @param store what the store took, of all chats that were to be stored
 * @param service from a request's last byte read to the answer's last byte written, of whole
 *     answers and streams
 * @param firstToken from a request's last byte read to the first token written, of streams
 * @param lateness from the time that was planned for a token to its being written, of streams
 */
public record ChatBackendFigures(
    long connections,
    long assistantChats,
    long openAiChats,
    long probes,
    long elsewhere,
    long answered,
    long streamed,
    long refused,
    long limited,
    long failed,
    long cut,
    long unstored,
    long abandoned,
    long stored,
    long notStored,
    long storeUnknown,
    long hidden,
    long bodyBytes,
    Latency store,
    Latency service,
    Latency firstToken,
    Latency lateness) {

  /** Requests for a chat, whatever became of them. */
  public long chats() {
    return assistantChats + openAiChats;
  }
}
