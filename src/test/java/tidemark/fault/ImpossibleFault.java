package tidemark.fault;

/** This machine cannot have a fault; the message is one line that says why. */
public final class ImpossibleFault extends Exception {
  public ImpossibleFault(String why) {
    super(why.replaceAll("\\s+", " ").strip());
  }
}
