package tidemark.run.scenario.disk;

import java.io.IOException;
import tidemark.fault.FullDisk;

/**
 * A disk as it is.
 *
 * @param left bytes that a fill leaves
 */
record DiskSpace(FullDisk disk, long left) implements Space {
  @Override
  public void fill() throws IOException {
    disk.fill(left);
  }

  @Override
  public void free() throws IOException {
    disk.free();
  }
}
