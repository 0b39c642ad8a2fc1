package tidemark.dashboard;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp;

/**
 * The whole of a terminal, taken and given back as it was. What is drawn goes straight to the
 * standard output: when the JVM ends, the library may close its own way there before we have given
 * the screen back. For one thread at a time.
 */
final class Screen {
  private static final String ESC = "\u001b[";
  private static final String MAIN = ESC + "?1049l";
  private static final String OTHER = ESC + "?1049h";
  private static final String NO_CURSOR = ESC + "?25l";
  private static final String CURSOR = ESC + "?25h";
  private static final String NO_WRAP = ESC + "?7l";
  private static final String WRAP = ESC + "?7h";
  private static final String HOME = ESC + "H";
  private static final String REST_OF_LINE = ESC + "K";
  private static final String REST_OF_SCREEN = ESC + "J";
  private static final String PLAIN = ESC + "0m";

  /** From one to the other the terminal shows nothing; who does not know them ignores them. */
  private static final String BEGIN_UPDATE = ESC + "?2026h";

  private static final String END_UPDATE = ESC + "?2026l";

  /** By their name in TERM, which is the last word on the matter everywhere but on Windows. */
  private static final Set<String> NOT_DRAWN_ON = Set.of("", "dumb");

  private static final Logger LIBRARY = Logger.getLogger("org.jline");
  private static final int LEAST_COLOURS = 8;

  private final Terminal terminal;
  private final int colours;
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private Attributes before = new Attributes();
  private boolean taken;

  private Screen(Terminal terminal) {
    this.terminal = terminal;
    Integer known = terminal.getNumericCapability(InfoCmp.Capability.max_colors);
    colours = known == null ? LEAST_COLOURS : known;
  }

  /** The terminal that this process writes to; empty if it is none that can be drawn on. */
  static Optional<Screen> find() {
    if (File.separatorChar == '/' && NOT_DRAWN_ON.contains(type())) {
      return Optional.empty();
    }
    LIBRARY.setLevel(Level.OFF); // a terminal that it does not know is as good as any other
    try {
      return Optional.of(
          new Screen(
              TerminalBuilder.builder()
                  .system(true)
                  .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                  .dumb(false)
                  // Ctrl-C stays what it is: a signal that ends the run as any other does
                  .nativeSignals(false)
                  // what it would ask the terminal takes a second, and eats what is typed meanwhile
                  .graphemeCluster(false)
                  .build()));
    } catch (IOException | IllegalStateException | UnsatisfiedLinkError e) {
      return Optional.empty();
    }
  }

  private static String type() {
    return Optional.ofNullable(System.getenv("TERM")).orElse("");
  }

  Charset encoding() {
    return terminal.encoding();
  }

  Size size() {
    return terminal.getSize();
  }

  /** What is typed is no longer echoed, and what was there is put aside. */
  void take() throws IOException {
    before = terminal.getAttributes();
    terminal.setAttributes(quiet(before));
    taken = true;
    write(OTHER + NO_CURSOR + NO_WRAP + HOME + REST_OF_SCREEN);
  }

  /** The library's raw mode would make Ctrl-C a key like any other. */
  private static Attributes quiet(Attributes cooked) {
    Attributes quiet = new Attributes(cooked);
    quiet.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO), false);
    quiet.setInputFlag(InputFlag.IXON, false); // nobody can stop the output, and with it the run
    quiet.setControlChar(ControlChar.VSUSP, 0); // load that sleeps is no load
    return quiet;
  }

  /**
   * Draws over what is there.
   *
   * @param columns of the terminal; no line is wider
   */
  void draw(List<AttributedString> lines, int columns) throws IOException {
    StringBuilder frame = new StringBuilder(BEGIN_UPDATE).append(HOME);
    for (int i = 0; i < lines.size(); i++) {
      AttributedString line = lines.get(i);
      frame
          .append(i == 0 ? "" : "\r\n")
          .append(line.toAnsi(colours, ForceMode.None))
          .append(PLAIN)
          // At the end of a full line, the cursor stands on its last character.
          .append(line.columnLength() < columns ? REST_OF_LINE : "");
    }
    write(frame.append(REST_OF_SCREEN).append(END_UPDATE).toString());
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(encoding()));
    out.flush();
  }

  /** All is as it was before; does nothing if the screen is not taken. */
  void giveBack() {
    if (!taken) {
      return;
    }
    taken = false;
    try {
      write(END_UPDATE + PLAIN + WRAP + CURSOR + MAIN);
    } catch (IOException e) {
      // Whoever looked at it is gone.
    }
    try {
      terminal.setAttributes(before);
    } catch (RuntimeException | IOError e) {
      // The library has given it back, for the JVM ends.
    }
  }

  void close() {
    giveBack();
    try {
      terminal.close();
    } catch (IOException e) {
      // likewise
    }
  }
}
