package tidemark.run.scenario.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionGrowthTest {
  @Test
  void growsByTenAndInTenStepsAtMost() {
    assertThat(ConnectionGrowth.steps(50)).containsExactly(10, 20, 30, 40, 50);
    assertThat(ConnectionGrowth.steps(35)).containsExactly(10, 20, 30, 35);
    assertThat(ConnectionGrowth.steps(4)).containsExactly(4);
    assertThat(ConnectionGrowth.steps(10)).containsExactly(10);
    assertThat(ConnectionGrowth.steps(995))
        .containsExactly(10, 110, 210, 310, 410, 510, 610, 710, 810, 910, 995);
  }
}
