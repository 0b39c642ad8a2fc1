package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActiveUsersTest {
  @Test
  void theMostAtOneMomentIsKept() {
    ActiveUsers users = new ActiveUsers();
    users.arrived();
    users.arrived();
    users.left();
    users.arrived();

    assertThat(users.now()).isEqualTo(2);
    users.left();
    users.left();
    assertThat(users.most()).isEqualTo(2);
    assertThat(users.now()).isZero();
  }
}
