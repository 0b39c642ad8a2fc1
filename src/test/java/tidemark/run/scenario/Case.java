package tidemark.run.scenario;

import java.time.Duration;

/** Something that is tried on a resource, and what must come of it. Used once. */
public interface Case {
  /** As in {@code run.cases}: its group, then what it is; in small letters, with hyphens. */
  String name();

  /** With which others {@code run.cases} may choose it: the first word of its name. */
  default String group() {
    return name().replaceFirst("-.*", "");
  }

  /** What must come of it, in words. */
  String expected();

  /**
   * Its hard limit: when that is over it is ended and has failed. A minute, unless it says more.
   */
  default Duration limit() {
    return Duration.ofMinutes(1);
  }

  /**
   * Tries it. When its time is over the thread is interrupted and the site closed, which ends
   * whatever waits for an engine of the site.
   *
   * @throws Exception for what it does not expect: the case has failed
   */
  Observation run(CaseSite site) throws Exception;
}
