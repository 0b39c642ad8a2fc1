package tidemark.fault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A user, mount and IPC namespace of one process and its children, as {@code unshare} makes it:
 * they may mount, are nobody, and can do nothing outside that their user could not. What they
 * mount, and their shared memory, goes with the last of them, however it ends.
 */
public final class Namespace {
  /** PostgreSQL refuses root, and whoever has no name. */
  private static final String NOBODY = "65534";

  private static final List<String> ENTER =
      List.of(
          "unshare",
          "--user",
          "--mount",
          "--ipc",
          "--keep-caps",
          "--map-user=" + NOBODY,
          "--map-group=" + NOBODY);

  private static final String MOUNT =
      "mount -t tmpfs -o size=\"$0\"m,mode=0700 tidemark \"$1\" && shift && exec \"$@\"";

  private Namespace() {}

  /**
   * The command that runs another one in a namespace of its own.
   *
   * @param room an empty folder; in the namespace, a tmpfs of its own
   * @param megabytes the most that fits into that
   * @throws ImpossibleFault if this machine lets nobody have such a namespace
   */
  public static List<String> command(Path room, int megabytes, List<String> command)
      throws ImpossibleFault {
    List<String> whole = new ArrayList<>(ENTER);
    whole.addAll(List.of("sh", "-c", MOUNT, Integer.toString(megabytes), room.toString()));
    List<String> tried = new ArrayList<>(whole);
    tried.add("true");
    Tool.run(tried.toArray(String[]::new));
    whole.addAll(command);
    return whole;
  }
}
