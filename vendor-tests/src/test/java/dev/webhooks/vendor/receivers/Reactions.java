package dev.webhooks.vendor.receivers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reactions of one receiver, or of both, to a request.
 */
public final class Reactions {

	private final List<Reaction> reactions;

	Reactions(List<Reaction> reactions) {
		this.reactions = reactions;
	}

	/**
	 * The answer that the vendor sees, with its body.
	 */
	public Reactions answer(int status, String body) {
		for (Reaction reaction : this.reactions) {
			assertThat(reaction.readBody()).as("body of %s with %d", reaction.receiver(), reaction.status())
				.isEqualTo(Reaction.read(body));
		}
		assertThat(this.reactions).extracting(Reaction::type)
			.as("content types")
			.containsOnly(this.reactions.get(0).type());
		return answer(status);
	}

	public Reactions answer(int status) {
		for (Reaction reaction : this.reactions) {
			assertThat(reaction.status()).as("status of %s", reaction.receiver()).isEqualTo(status);
		}
		return this;
	}

	/**
	 * The one thing that the business methods did.
	 */
	public void andDo(String what, Object... values) {
		List<Object> deed = new ArrayList<>(List.of(what));
		deed.addAll(Arrays.asList(values));
		andDoAll(deed);
	}

	/**
	 * All that the business methods did, each a verb and its values.
	 */
	@SafeVarargs
	public final void andDoAll(List<Object>... deeds) {
		for (Reaction reaction : this.reactions) {
			assertThat(reaction.done()).as("deeds of %s", reaction.receiver()).containsExactly(deeds);
		}
	}

	/**
	 * One thing, whatever it is, that the business methods did.
	 */
	public void andDoOneThing() {
		for (Reaction reaction : this.reactions) {
			assertThat(reaction.done()).as("deeds of %s", reaction.receiver()).hasSize(1);
		}
	}

	public void andDoNothing() {
		for (Reaction reaction : this.reactions) {
			assertThat(reaction.done()).as("deeds of %s", reaction.receiver()).isEmpty();
		}
	}

}
