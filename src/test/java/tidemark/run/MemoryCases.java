package tidemark.run;

import java.util.List;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.run.scenario.memory.MemoryBackend;
import tidemark.run.scenario.memory.MemoryColumns;
import tidemark.run.scenario.memory.MemoryCursor;
import tidemark.run.scenario.memory.MemoryIds;
import tidemark.run.scenario.memory.MemoryMessages;
import tidemark.settings.Settings;
import tidemark.workload.CommitTables;

/** What is large: rows, messages, numbers of ids, results; and memory that is short. */
final class MemoryCases {
  private MemoryCases() {}

  static CaseList open(Preparation run, DatabaseSettings database) {
    Settings settings = run.settings();
    CommitPlace place = CommitCases.place(run, database);
    long seed = settings.number("run.seed");
    return new CaseList(
        List.of(
            new MemoryColumns(place, settings.integer("db.memory.columns"), seed),
            new MemoryMessages(
                place,
                settings.integer("db.memory.messages"),
                settings.integer("db.memory.largestMessageMb"),
                seed),
            new MemoryIds(
                place, settings.integer("db.memory.commits"), settings.integer("db.memory.ids")),
            new MemoryCursor(settings.integer("db.memory.resultMb")),
            new MemoryBackend()),
        List.of(),
        source -> new CommitTables(source, place.log()));
  }
}
