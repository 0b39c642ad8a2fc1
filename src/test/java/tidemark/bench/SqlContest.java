package tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tidemark.sql.SqlDialect;

/** A work on each database, by Tidemark, by bare threads and by pgbench. */
record SqlContest(Work work) implements Measurement {

  @Override
  public List<String> take(Options options, Path folder) throws IOException, InterruptedException {
    List<Standings> contests = new ArrayList<>();
    for (String name : options.targets()) {
      if (work == Work.ROLES && name.equals("sqlite-normal")) {
        continue; // the roles are compared where a commit is durable
      }
      Path own = Files.createDirectories(folder.resolve(name));
      try (Target target = Target.open(name, own)) {
        SqlTask task = task(target, options, own);
        Contest contest = new Contest(work.label(), target.label(), sides(target, task, options));
        contests.add(contest.hold(options.rounds()));
      }
    }
    return Standings.table(contests);
  }

  /** Of the role mix each side does as much as Tidemark does of itself in that time. */
  private SqlTask task(Target target, Options options, Path folder)
      throws IOException, InterruptedException {
    SqlTask task = target.task(work, options, folder.resolve("result.properties").toAbsolutePath());
    return work == Work.ROLES
        ? task.withCounts(target.run(task, ForkedSide.tidemark(task)).turns())
        : task;
  }

  private List<Side> sides(Target target, SqlTask task, Options options) {
    List<Side> sides = new ArrayList<>();
    sides.add(ForkedSide.tidemark(task));
    options.before().ifPresent(classes -> sides.add(ForkedSide.before(classes, task)));
    sides.add(ForkedSide.bare(task));
    if (work == Work.TRANSFER
        && target.dialect() == SqlDialect.POSTGRESQL
        && Pgbench.isInstalled()) {
      sides.add(new Pgbench(task));
    }
    return sides.stream().map(side -> target.onNewBank(task, side)).toList();
  }
}
