package tidemark.run.scenario.commit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tidemark.record.Figures;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;

/** Commits on one connection, one after the other without a pause. */
public final class CommitStreak implements Case {
  /** On what, and under which id, each commit of a streak is made. */
  private enum Kind {
    ONE_BRANCH_OWN_IDS,
    ALL_BRANCHES
  }

  private final String name;
  private final CommitPlace place;
  private final int commits;
  private final Kind kind;

  private CommitStreak(String name, CommitPlace place, int commits, Kind kind) {
    this.name = name;
    this.place = place;
    this.commits = commits;
    this.kind = kind;
  }

  /** So many on one branch, as fast as possible, each with an id of our own. */
  public static CommitStreak rapid(CommitPlace place, int commits) {
    return new CommitStreak("rapid", place, commits, Kind.ONE_BRANCH_OWN_IDS);
  }

  /** So many over all branches in turn, each with an id that is made for it. */
  public static CommitStreak sequential(CommitPlace place, int commits) {
    return new CommitStreak("sequential", place, commits, Kind.ALL_BRANCHES);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String group() {
    return CommitDesk.GROUP;
  }

  @Override
  public String expected() {
    return "all of %s commits on one connection succeed; ids are unique, messages whole"
        .formatted(Figures.count(commits));
  }

  @Override
  public Duration limit() {
    return Duration.ofMinutes(2);
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    CommitDesk desk = new CommitDesk(place, site.engine(1), name);
    desk.openBranches();
    long start = System.nanoTime();
    List<CommitOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < commits; i++) {
      outcomes.add(
          kind == Kind.ONE_BRANCH_OWN_IDS ? desk.commitNamed(0) : desk.commit(place.branch(i)));
    }
    long took = System.nanoTime() - start;
    return observed(CommitFigures.of(outcomes, took), desk.check());
  }

  private static Observation observed(CommitFigures commits, CommitCheck check) {
    List<String> broken = new ArrayList<>();
    if (commits.good() < commits.all()) {
      broken.add("not all commits succeeded");
    }
    broken.addAll(check.broken());
    Map<String, Object> figures = commits.map();
    check.addTo(figures);
    String rate = Figures.number(commits.perSecond()) + " commits/s, ";
    return Observation.of(rate + commits.text(), broken, figures);
  }
}
