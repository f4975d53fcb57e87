package dev.webhooks.delivery.jdbc;

import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.webhooks.delivery.Attempts;
import dev.webhooks.delivery.DeliveryTrigger;
import dev.webhooks.delivery.store.ClaimRequest.Room;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimSelectionTests {

	private static Candidate candidate(int takeovers, int size) {
		return new Candidate(new UUID(0, 1), DeliveryTrigger.INITIAL, Attempts.NONE, takeovers, size, null);
	}

	private static int choose(Room room, int count, int takeovers, int size) {
		ClaimSelection selection = new ClaimSelection(room);
		IntStream.range(0, count).forEach((i) -> selection.offer(candidate(takeovers, size)));
		return selection.chosen().size();
	}

	@Test
	void noMoreAreChosenThanThereIsRoomFor() {
		assertThat(choose(new Room(3, 1000, 0), 10, 0, 1)).isEqualTo(3);
	}

	@Test
	void theLastOneMayBeLargerThanWhatIsLeft() {
		assertThat(choose(new Room(10, 15, 0), 10, 0, 10)).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource({ "0, 64", "1, 16", "2, 8", "3, 4", "4, 2", "5, 1", "6, 1", "40, 1" })
	void theMoreNodesHaveDiedTheFewerAreChosen(int takeovers, int chosen) {
		assertThat(choose(new Room(64, 1000, 0), 64, takeovers, 1)).isEqualTo(chosen);
	}

	@Test
	void whatTheNodeHoldsAlreadyCounts() {
		assertThat(choose(new Room(64, 1000, 15), 64, 1, 1)).isEqualTo(1);
		assertThat(choose(new Room(64, 1000, 1), 64, 5, 1)).isZero();
	}

	@Test
	void thoseWhoseNodesLiveAreChosenBesideThem() {
		ClaimSelection selection = new ClaimSelection(new Room(64, 1000, 1));
		assertThat(selection.offer(candidate(9, 1))).isFalse();
		assertThat(selection.offer(candidate(0, 1))).isTrue();
	}

}
