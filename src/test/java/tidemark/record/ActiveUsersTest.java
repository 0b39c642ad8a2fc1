package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActiveUsersTest {
  @Test
  void theMostAtOneMomentIsRemembered() {
    ActiveUsers users = new ActiveUsers();
    users.entered();
    users.entered();
    users.left();
    users.entered();
    users.left();

    assertThat(users.now()).isEqualTo(1);
    assertThat(users.most()).isEqualTo(2);
  }
}
