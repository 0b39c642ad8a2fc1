package tidemark.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A terminal with a shell in it, whose screen can be read. Its socket is in the shell's folder, and
 * goes with it. For one thread.
 */
final class Tmux implements AutoCloseable {
  private static final String SHELL = "env PS1='$ ' TERM=screen-256color sh";

  private final Path folder;

  private Tmux(Path folder) {
    this.folder = folder;
  }

  static boolean isThere() {
    try {
      return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A terminal of that size, whose shell is in that folder. */
  static Tmux open(Path folder, int columns, int rows) {
    Tmux tmux = new Tmux(folder);
    tmux.call(
        "new-session", "-d", "-x", String.valueOf(columns), "-y", String.valueOf(rows), SHELL);
    tmux.await("$");
    return tmux;
  }

  private String socket() {
    return folder.resolve("tmux").toString();
  }

  private String call(String... words) {
    List<String> command = new ArrayList<>(List.of("tmux", "-S", socket(), "-f", "/dev/null"));
    command.addAll(Arrays.asList(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Types a line, and the key that ends it. */
  void type(String line) {
    call("send-keys", "-l", line);
    key("Enter");
  }

  /** A key by its name: {@code C-c}. */
  void key(String name) {
    call("send-keys", name);
  }

  void resize(int columns, int rows) {
    call("resize-window", "-x", String.valueOf(columns), "-y", String.valueOf(rows));
  }

  /** What is to be seen, a line each. */
  List<String> screen() {
    return call("capture-pane", "-p").lines().toList();
  }

  /** The same, with its colours. */
  String colouredScreen() {
    return call("capture-pane", "-p", "-e");
  }

  /** What is to be seen, and what has left the screen at its top. */
  String everything() {
    return call("capture-pane", "-p", "-J", "-S", "-");
  }

  /** True while a program has put aside what was there. */
  boolean isTaken() {
    return asks("#{alternate_on}");
  }

  boolean hasCursor() {
    return asks("#{cursor_flag}");
  }

  /** What programs in it have it called. */
  String title() {
    return call("display-message", "-p", "#{pane_title}").strip();
  }

  private boolean asks(String what) {
    return call("display-message", "-p", what).strip().equals("1");
  }

  /** Waits until that is to be seen, or has been. */
  void await(String text) {
    ForkedRun.until(text, () -> everything().contains(text));
  }

  /** Waits until a line that is to be seen matches. */
  void awaitLine(String pattern) {
    ForkedRun.until(
        pattern, () -> screen().stream().anyMatch(line -> line.matches(".*" + pattern + ".*")));
  }

  @Override
  public void close() {
    call("kill-server");
  }
}
