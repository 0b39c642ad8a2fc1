package tidemark.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The way from one place on disk to another, as a page writes it. */
final class RelativeLink {
  private RelativeLink() {}

  /** From a page in this folder; absolute where there is no other way. */
  static String of(Path folder, Path file) {
    Path from = folder.toAbsolutePath().normalize();
    Path to = file.toAbsolutePath().normalize();
    if (!String.valueOf(from.getRoot()).equals(String.valueOf(to.getRoot()))) {
      return to.toUri().toString();
    }
    String way =
        StreamSupport.stream(from.relativize(to).spliterator(), false)
            .map(step -> escaped(step.toString()))
            .collect(Collectors.joining("/"));
    // A first step with a colon would be taken for a scheme.
    return way.matches("[^/]*:.*") ? "./" + way : way;
  }

  private static String escaped(String step) {
    try {
      return new URI(null, null, "/" + step, null).getRawPath().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(step, e);
    }
  }
}
