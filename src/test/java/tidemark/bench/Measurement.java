package tidemark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Something that the benchmark measures. */
interface Measurement {
  /**
   * Takes it.
   *
   * @param folder a new one for all that it leaves
   * @return what was seen, as a table in Markdown
   */
  List<String> take(Options options, Path folder) throws IOException, InterruptedException;
}
