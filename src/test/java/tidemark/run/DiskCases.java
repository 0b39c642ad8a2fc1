package tidemark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tidemark.fault.ImpossibleFault;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.disk.DiskTrial;
import tidemark.run.scenario.disk.ForkedCase;
import tidemark.run.scenario.disk.ForkedCase.Binaries;
import tidemark.run.scenario.disk.PageLimit;
import tidemark.sql.SqlDialect;
import tidemark.target.Postmaster;
import tidemark.workload.DiskTables;

/** What a database does when its disk is full. */
final class DiskCases {
  private DiskCases() {}

  static CaseList open(Preparation run, DatabaseSettings database) {
    DestructiveSwitch.require(run.settings(), database);
    SqlDialect dialect = database.dialect();
    List<Case> cases = new ArrayList<>();
    if (dialect == SqlDialect.SQLITE) {
      cases.add(new PageLimit());
    }
    Binaries binaries = () -> binaries(run.folder(), database);
    Arrays.stream(DiskTrial.values())
        .filter(trial -> trial.dialect() == dialect)
        .map(trial -> new ForkedCase(trial, run.folder(), database.sqlite(), binaries))
        .forEach(cases::add);
    return new CaseList(cases, List.of(), source -> new DiskTables(source, dialect));
  }

  /** A server's disk is out of reach, and not ours to fill. */
  private static Path binaries(Path folder, DatabaseSettings database)
      throws IOException, ImpossibleFault {
    if (database.dialect() == SqlDialect.SQLITE) {
      return Path.of("");
    }
    if (!database.embedded()) {
      throw new ImpossibleFault(
          "the disk of a server that is named by its URL is not ours to fill; with db.url=embedded"
              + " the case starts servers of its own");
    }
    return new Postmaster(DatabaseTarget.serverData(folder)).binaries();
  }
}
