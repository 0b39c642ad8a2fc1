package tidemark.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One work on one target: all sides in turn, round after round, and there and back.
 *
 * @param work its name
 * @param target who is worked on, or under which load
 * @param sides Tidemark is the first
 */
record Contest(String work, String target, List<Side> sides) {

  Standings hold(int rounds) throws IOException, InterruptedException {
    List<Side> order = new ArrayList<>(sides);
    Map<Side, List<Measured>> all = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Side side : order) {
        Measured measured = side.run();
        System.out.printf("%s, %s, round %d of %d: ", work, target, round, rounds);
        System.out.printf(
            "%s, %d turns in %.2f s%n", side.label(), measured.allTurns(), measured.seconds());
        if (measured.failures() > 0) {
          throw new IllegalStateException(side.label() + " failed: " + measured);
        }
        all.computeIfAbsent(side, key -> new ArrayList<>()).add(measured);
      }
      Collections.reverse(order);
    }
    return new Standings(work, target, all);
  }
}
