package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeatsTest {
  private record Named(String name, List<String> list) implements Seats.Guest {
    @Override
    public void seated() {
      list.add(name);
    }
  }

  private final List<String> seated = new ArrayList<>();
  private final Named first = new Named("first", seated);
  private final Named second = new Named("second", seated);
  private final Named third = new Named("third", seated);

  @Test
  void whoFindsASeatTakesItAndOthersComeInTheirOrder() {
    Seats seats = new Seats(1, 2);
    assertThat(seats.enter(first)).isTrue();
    assertThat(seats.enter(second)).isTrue();
    assertThat(seats.enter(third)).isTrue();
    assertThat(seated).containsExactly("first");
    seats.leave();
    assertThat(seated).containsExactly("first", "second");
    seats.leave();
    seats.leave();
    assertThat(seats.enter(first)).isTrue();
    assertThat(seated).containsExactly("first", "second", "third", "first");
  }

  @Test
  void whoFindsNoPlaceIsTurnedAway() {
    Seats seats = new Seats(1, 1);
    seats.enter(first);
    seats.enter(second);
    assertThat(seats.enter(third)).isFalse();
    seats.leave();
    seats.leave();
    assertThat(seated).containsExactly("first", "second");
  }

  @Test
  void whoGivesUpIsNotCalled() {
    Seats seats = new Seats(1, 1);
    seats.enter(first);
    seats.enter(second);
    seats.giveUp(second);
    assertThat(seats.enter(third)).isTrue();
    seats.leave();
    assertThat(seated).containsExactly("first", "third");
  }
}
