package tidemark.run.scenario.disk;

import java.util.Set;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseCall;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.disk.DiskFill.Survival;
import tidemark.sql.Plan;
import tidemark.sql.Sql;
import tidemark.sql.SqlEngine;
import tidemark.sql.jdbc.SqliteSource;

/** An SQLite file that has as many pages as it may have; room is made by deleting rows. */
public final class PageLimit implements Case {
  private static final int CONNECTIONS = 3;
  private static final int MORE_PAGES = 600;
  private static final int REFUSALS = 2 * CONNECTIONS;

  @Override
  public String name() {
    return "disk-page-limit";
  }

  @Override
  public String expected() {
    return "a file at its max_page_count refuses batches as disk_full, whole; " + DiskTrial.AFTER;
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    long pages = pages(site) + MORE_PAGES;
    CaseSite limited =
        site.with(source -> SqliteSource.ofPages(source, pages, TrialRoom.LOCK_WAIT));
    DiskDesk desk = new DiskDesk(limited.engine(CONNECTIONS));
    Survival survival = new Survival(Set.of("disk_full"), true, REFUSALS);
    return new DiskFill(desk, new Ballast(desk), CONNECTIONS, survival).run();
  }

  private static long pages(CaseSite site) throws Exception {
    SqlEngine engine = site.engine(1);
    Plan<String, long[]> count =
        Plan.<String, long[]>of("pages", nothing -> new long[1])
            .query(new Sql("pages", "PRAGMA page_count"), (pages, rows) -> pages[0] = rows.number())
            .build();
    long pages = CaseCall.get(engine, count, "")[0];
    engine.close();
    return pages;
  }
}
