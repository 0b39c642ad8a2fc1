package tidemark.run;

import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import tidemark.report.Baseline;
import tidemark.run.scenario.Case;
import tidemark.workload.Tables;

/**
 * The cases of a simulation.
 *
 * @param cases in the order in which they are tried
 * @param baselines thresholds for their figures
 * @param tables what they need in the database
 */
record CaseList(List<Case> cases, List<Baseline> baselines, Function<DataSource, Tables> tables) {
  /** Reads the settings of a list of cases. */
  interface Opening {
    /**
     * The whole list.
     *
     * @throws tidemark.settings.SettingsException if the settings are refused
     */
    CaseList open(Preparation run, DatabaseSettings database);
  }

  /** Those that are left, and their baselines. */
  CaseList of(List<Case> chosen) {
    List<String> names = chosen.stream().map(Case::name).toList();
    return new CaseList(
        chosen, baselines.stream().filter(one -> names.contains(one.scenario())).toList(), tables);
  }
}
