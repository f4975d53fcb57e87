package dev.webhooks.receiver;

import dev.webhooks.Internal;

/**
 * Right to process an event, or the reason why there is none.
 */
@Internal
public interface EventClaim {

	/** Claim of an event that was processed. */
	EventClaim DONE = refused(State.DONE);

	/** Claim of an event that is being processed. */
	EventClaim IN_PROGRESS = refused(State.IN_PROGRESS);

	/**
	 * State of the event when it was claimed.
	 * @return the state
	 */
	State state();

	/**
	 * Ends the claim: the event was processed.
	 */
	void complete();

	/**
	 * Ends the claim: the event was not processed, and is new again.
	 */
	void release();

	private static EventClaim refused(State state) {
		return new EventClaim() {

			@Override
			public State state() {
				return state;
			}

			@Override
			public void complete() {
				throw new IllegalStateException("The event is not this caller's");
			}

			@Override
			public void release() {
				throw new IllegalStateException("The event is not this caller's");
			}

		};
	}

	/**
	 * State of an event.
	 */
	enum State {

		/** Nobody has processed it, or is processing it. */
		NEW,

		/** It is being processed. */
		IN_PROGRESS,

		/** It was processed. */
		DONE

	}

}
