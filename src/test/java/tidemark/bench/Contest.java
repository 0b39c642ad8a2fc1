package tidemark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidemark.sql.SqlDialect;

/** One work on one database: all sides in turn, round after round, and there and back. */
final class Contest {
  private final Options options;
  private final Target target;
  private final Work work;
  private final Path folder;

  Contest(Options options, Target target, Work work, Path folder) {
    this.options = options;
    this.target = target;
    this.work = work;
    this.folder = folder;
  }

  /** Tidemark is the first. */
  private List<Side> sides() {
    List<Side> sides = new ArrayList<>();
    sides.add(ForkedSide.tidemark(folder));
    options.before().ifPresent(classes -> sides.add(ForkedSide.before(classes, folder)));
    sides.add(ForkedSide.bare());
    if (work == Work.TRANSFER
        && target.dialect() == SqlDialect.POSTGRESQL
        && Pgbench.isInstalled()) {
      sides.add(new Pgbench());
    }
    return sides;
  }

  Standings hold() throws IOException, InterruptedException, SQLException {
    List<Side> sides = sides();
    Task task = task(sides.get(0));
    Map<Side, List<Measured>> all = new LinkedHashMap<>();
    for (int round = 1; round <= options.rounds(); round++) {
      for (Side side : sides) {
        Measured measured = target.run(side, task);
        all.computeIfAbsent(side, key -> new ArrayList<>()).add(measured);
        say(round, side, measured);
      }
      Collections.reverse(sides);
    }
    return new Standings(work, target.label(), all);
  }

  private void say(int round, Side side, Measured measured) {
    System.out.printf(
        "%s, %s, round %d of %d: %s, %d turns in %.2f s%n",
        work,
        target.label(),
        round,
        options.rounds(),
        side.label(),
        measured.allTurns(),
        measured.seconds());
  }

  /** Of the role mix each side does as much as Tidemark does of itself in that time. */
  private Task task(Side tidemark) throws IOException, InterruptedException, SQLException {
    Task task = target.task(work, options, folder.resolve("result.properties").toAbsolutePath());
    return work == Work.ROLES ? task.withCounts(target.run(tidemark, task).turns()) : task;
  }
}
