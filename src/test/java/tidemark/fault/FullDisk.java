package tidemark.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small disk that can be filled and given room again: a tmpfs, mounted at a folder. Not
 * thread-safe. Whoever mounts it is in a {@link Namespace}.
 */
public final class FullDisk implements AutoCloseable {
  private static final String BALLAST = "tidemark_ballast";

  private final Path folder;

  private FullDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts it, empty.
   *
   * @param folder made if it is not there
   * @throws ImpossibleFault if this process may not mount
   */
  public static FullDisk mount(Path folder, int megabytes) throws IOException, ImpossibleFault {
    Files.createDirectories(folder);
    Tool.run(
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "size=" + megabytes + "m,mode=0700",
        "tidemark",
        folder.toString());
    return new FullDisk(folder);
  }

  public Path folder() {
    return folder;
  }

  /** Puts ballast on it until no more than this is left. */
  public void fill(long leave) throws IOException {
    long size = Files.getFileStore(folder).getUsableSpace() - leave;
    byte[] block = new byte[4096];
    try (OutputStream ballast = Files.newOutputStream(folder.resolve(BALLAST))) {
      for (long written = 0; written + block.length <= size; written += block.length) {
        ballast.write(block);
      }
    }
  }

  /** Throws the ballast off. */
  public void free() throws IOException {
    Files.deleteIfExists(folder.resolve(BALLAST));
  }

  /** Unmounts it; who still uses it keeps it as long as that takes. */
  @Override
  public void close() throws ImpossibleFault {
    Tool.run("umount", "--lazy", folder.toString());
  }
}
