package tidemark.chat;

import io.gatling.javaapi.core.Session;
import java.util.Optional;
import tidemark.record.ChatSample;

/**
 * What a user is about to ask.
 *
 * @param said before in the conversation
 * @param last true if the conversation is over once this is answered
 * @param plannedNanos when it was to start; {@link ChatSample#NEVER} without a plan
 */
record Question(
    Conversation said, String prompt, boolean streamed, boolean last, long plannedNanos) {
  static Question of(ChatActionBuilder asked, Session session) {
    Conversation said = asked.turns() > 1 ? Conversation.of(session) : Conversation.NEW;
    return new Question(
        said,
        asked.prompt(session),
        asked.streamed(session),
        said.turns() + 1 >= asked.turns(),
        asked.planned(session));
  }

  /** How much of the answer is needed to go on. */
  int answerChars() {
    return last ? 0 : Conversation.MAX_BYTES;
  }

  /** The session to go on with. */
  io.gatling.core.session.Session after(
      io.gatling.core.session.Session told, ChatSample sample, TextSoFar answer) {
    if (last && said == Conversation.NEW) { // there is no conversation: most chats have none
      return told;
    }
    boolean over = last || sample.failed() || answer.truncated();
    Optional<Conversation> next = over ? Optional.empty() : said.with(prompt, answer.toString());
    Session session = new Session(told);
    return next.map(conversation -> conversation.in(session))
        .orElseGet(() -> Conversation.over(session))
        .asScala();
  }
}
