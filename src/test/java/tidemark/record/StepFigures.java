package tidemark.record;

import java.util.List;
import java.util.Optional;

/**
 * One step of a run whose load grows in steps.
 *
 * @param name as {@code 100}
 * @param vus users who were active in it
 * @param figures its own chats
 * @param verdict whether it held; empty if the run was ended before it was over
 * @param why it did not hold; empty if it did
 */
public record StepFigures(
    String name, int vus, ChatFigures figures, Optional<Verdict> verdict, String why) {

  public boolean held() {
    return verdict.equals(Optional.of(Verdict.PASS));
  }

  public boolean broke() {
    return verdict.equals(Optional.of(Verdict.FAIL));
  }

  /** The same, as one that was not over. */
  public StepFigures unjudged() {
    return new StepFigures(name, vus, figures, Optional.empty(), "");
  }

  /** The last one that held. */
  public static Optional<StepFigures> lastGood(List<StepFigures> steps) {
    return steps.stream().filter(StepFigures::held).reduce((earlier, later) -> later);
  }

  /** The chats of all steps together; empty without steps. */
  public static Optional<ChatFigures> ofAll(List<StepFigures> steps) {
    return steps.stream().map(StepFigures::figures).reduce(ChatFigures::plus);
  }

  /** The chats of all steps that held together; empty if none did. */
  public static Optional<ChatFigures> ofGood(List<StepFigures> steps) {
    return steps.stream()
        .filter(StepFigures::held)
        .map(StepFigures::figures)
        .reduce(ChatFigures::plus);
  }
}
