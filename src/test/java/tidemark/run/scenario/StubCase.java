package tidemark.run.scenario;

import java.time.Duration;

/** A case of a test's own. */
public record StubCase(String name, Duration limit, Tried tried) implements Case {
  /** What it does. */
  @FunctionalInterface
  public interface Tried {
    Observation run(CaseSite site) throws Exception;
  }

  /** One that has time enough. */
  public static StubCase of(String name, Tried tried) {
    return new StubCase(name, Duration.ofMinutes(1), tried);
  }

  @Override
  public String expected() {
    return "that " + name + " is well";
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    return tried.run(site);
  }
}
