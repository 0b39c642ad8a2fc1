package tidemark.fault;

import java.io.IOException;

/** This machine cannot have a fault; the message is one line that says why. */
public final class ImpossibleFault extends IOException {
  public ImpossibleFault(String why) {
    super(why.replaceAll("\\s+", " ").strip());
  }
}
