package tidemark.run.scenario;

import java.time.Duration;

/**
 * A case with another limit than its own.
 *
 * @param limit of a size that Java can count in nanoseconds
 */
public record WithLimit(Case other, Duration limit) implements Case {
  @Override
  public String name() {
    return other.name();
  }

  @Override
  public String group() {
    return other.group();
  }

  @Override
  public String expected() {
    return other.expected();
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    return other.run(site);
  }
}
