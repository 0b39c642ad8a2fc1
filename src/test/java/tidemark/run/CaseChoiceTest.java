package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.StubCase;
import tidemark.settings.Places;
import tidemark.settings.SettingsException;

class CaseChoiceTest {
  private static final List<Case> CASES =
      Stream.of("memory-wide", "disk-full", "memory-large", "old")
          .<Case>map(name -> StubCase.of(name, site -> Observation.skipped("")))
          .toList();

  @TempDir Path folder;

  private List<Case> chosen(String text) {
    Places places = new Places(folder).of("MemoryPressureSimulation").property("run.cases", text);
    return CaseChoice.of(places.load(), CASES);
  }

  @ParameterizedTest
  @CsvSource({
    "all, 'memory-wide, disk-full, memory-large, old'",
    "memory, 'memory-wide, memory-large'",
    "'old, memory-wide', 'memory-wide, old'",
    "'disk,memory,disk-full', 'memory-wide, disk-full, memory-large'",
    "' memory , old ', 'memory-wide, memory-large, old'",
    "'commit,connection,old', old",
  })
  void byNameOrByGroupInTheOrderOfTheList(String text, String names) {
    assertThat(chosen(text)).extracting(Case::name).containsExactly(names.split(", "));
  }

  @Test
  void aLimitThatIsSetIsThatOfAll() {
    Places places =
        new Places(folder).property("run.cases", "memory").property("run.caseLimit", "150ms");

    assertThat(CaseChoice.of(places.load(), CASES))
        .extracting(Case::name, Case::group, Case::limit)
        .containsExactly(
            tuple("memory-wide", "memory", Duration.ofMillis(150)),
            tuple("memory-large", "memory", Duration.ofMillis(150)));
    assertThat(chosen("memory"))
        .extracting(Case::limit)
        .containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",", "commit", "commit,connection", "memroy", "old,memory-tall", "me"})
  void whatNobodyKnowsAndWhatChoosesNothingIsRefused(String text) {
    assertThatThrownBy(() -> chosen(text))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("run.cases = ")
        .hasMessageEndingWith(
            "allowed: all, or some of: memory, disk, memory-wide, disk-full, memory-large, old");
  }
}
